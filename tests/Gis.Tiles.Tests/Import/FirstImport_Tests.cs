using Gis.Testing;
using Gis.Tiles.Import;
using Xunit;

namespace Gis.Tiles.Tests.Import;

/// <summary>A layer whose first import comes to nothing is not there afterwards.</summary>
public sealed class FirstImport_Tests(ImportSystem system) : IClassFixture<ImportSystem>
{
    private const string NoUsableRow = "name,lon,lat\nnowhere,114.5,138.05\n";

    [Fact]
    public async Task Failed_first_import_leaves_no_layer_and_the_next_begins_at_edition_1()
    {
        using var person = await system.AdministratorAsync();

        var failed = await ImportSystem.ImportAsync(person, await ImportSystem.UploadAsync(person, Made.Text(NoUsableRow)), Wish("unlucky"));
        var left = await RowsAsync("unlucky");
        var done = await ImportSystem.ImportAsync(person, await ImportSystem.UploadAsync(person, Made.Text("name,lon,lat\na,114.5,38.05\n")), Wish("unlucky"));

        Assert.Equal(("failed", "done"), (failed.GetProperty("state").GetString(), done.GetProperty("state").GetString()));
        Assert.Equal(0, left);
        Assert.Equal("1|f|1", await system.Store.ScalarAsync<string>("SELECT concat_ws('|', edition, entering, (SELECT count(*) FROM layer_feature f WHERE f.layer = l.id)) FROM layer l WHERE id = 'unlucky'"));
    }

    [Fact]
    public async Task Failed_next_import_leaves_the_layer_as_it_was()
    {
        using var person = await system.AdministratorAsync();
        await ImportSystem.ImportAsync(person, await ImportSystem.UploadAsync(person, Made.Text("name,lon,lat\na,114.5,38.05\n")), Wish("lasting"));

        await ImportSystem.ImportAsync(person, await ImportSystem.UploadAsync(person, Made.Text(NoUsableRow)), Wish("lasting"));

        Assert.Equal(1, await system.Store.ScalarAsync<int>("SELECT edition FROM layer WHERE id = 'lasting'"));
    }

    [Fact]
    public async Task What_a_killed_import_left_is_withdrawn_unless_somebody_refers_to_it()
    {
        await EnterAsync("left_alone");
        await EnterAsync("left_styled");
        await system.Store.ExecuteAsync("INSERT INTO layer_import_memory (layer, file_name, fields, by) VALUES ('left_styled', 'a', '[]', 'tests')");

        var withdrawn = await new LayerStore(system.Store.Tiles).WithdrawLeftAsync(CancellationToken.None);

        Assert.Equal(["left_alone"], withdrawn);
        Assert.Equal((0, 1), (await RowsAsync("left_alone"), await RowsAsync("left_styled")));
    }

    [Fact]
    public async Task Import_at_work_is_not_withdrawn()
    {
        await EnterAsync("at_work");
        await using var importing = await system.Store.Tiles.OpenConnectionAsync();
        await using var transaction = await importing.BeginTransactionAsync();
        await using var turn = importing.CreateCommand();
        turn.CommandText = "SELECT pg_advisory_xact_lock(hashtext('layer import'), hashtext('at_work'))";
        await turn.ExecuteNonQueryAsync();

        Assert.False(await new LayerStore(system.Store.Tiles).WithdrawAsync("at_work", CancellationToken.None));
    }

    private static object Wish(string layer) => new { layer, titleEn = "Wells", crs = "EPSG:4326" };

    private async Task EnterAsync(string layer)
    {
        await new LayerStore(system.Store.Tiles).EnterAsync(
            new LayerEntry(layer, layer, layer, "point", "closed", "", "test", "1", Approximate: false, MinZoom: 0, PublishedToAll: false, "tests"), CancellationToken.None);
    }

    private async Task<int> RowsAsync(string layer) =>
        (int)await system.Store.ScalarAsync<long>("SELECT count(*) FROM layer WHERE id = $1", layer);
}
