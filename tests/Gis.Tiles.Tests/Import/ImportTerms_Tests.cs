using System.Net;
using System.Text.Json;
using Gis.Testing;
using Gis.Tiles.Tests.Features;
using Xunit;

namespace Gis.Tiles.Tests.Import;

/// <summary>What is said of a file as a whole: whose it is, under which licence, what stands on the map, and in which area all of it lies.</summary>
public sealed class ImportTerms_Tests(ImportSystem system) : IClassFixture<ImportSystem>
{
    [Fact]
    public async Task Licence_credit_and_owner_are_kept_by_the_next_edition_unless_said_anew()
    {
        using var person = await system.AdministratorAsync();
        await ImportAsync(person, "said", new { layer = "said", titleEn = "Said", licence = "CC-BY-4.0", credit = "© Water bureau", owner = "Water bureau" });
        var first = await TermsAsync("said");

        await ImportAsync(person, "said again", new { layer = "said" });
        var second = await TermsAsync("said");
        await ImportAsync(person, "said otherwise", new { layer = "said", licence = "CC0-1.0", credit = "" });

        Assert.Equal("CC-BY-4.0|© Water bureau|Water bureau", first);
        Assert.Equal(first, second);
        Assert.Equal("CC0-1.0||Water bureau", await TermsAsync("said"));
    }

    [Fact]
    public async Task Without_credit_the_owner_stands_on_the_map_and_without_an_owner_nothing()
    {
        using var person = await system.AdministratorAsync();

        await ImportAsync(person, "owned.csv", new { layer = "owned", titleEn = "Owned", owner = "Water bureau" });
        await ImportAsync(person, "nobodys.csv", new { layer = "nobodys", titleEn = "Nobody's" });
        var catalogue = await person.GetJsonAsync("/api/layers");

        Assert.Equal(("not stated", "Water bureau"), Shown("owned"));
        Assert.Equal(("not stated", ""), Shown("nobodys"));

        (string?, string?) Shown(string layer)
        {
            var entry = catalogue.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == layer);
            return (entry.GetProperty("licence").GetString(), entry.GetProperty("credit").GetString());
        }
    }

    [Fact]
    public async Task Area_of_all_rows_decides_who_reads_them()
    {
        using var person = await system.AdministratorAsync();
        using var near = (await system.PersonAsync("officer", "130102")).Program;
        using var far = (await system.PersonAsync("officer", "130202")).Program;

        await ImportAsync(person, "changan", new { layer = "changan_wells", titleEn = "Wells", areaCode = "130102" });
        var offered = await ImportSystem.UploadAsync(person, Made.Text("name,lon,lat\nnext,114.5,38.05\n"));
        var remembered = await person.GetJsonAsync($"/api/layer-imports/{offered.GetProperty("id").GetString()}?layer=changan_wells");

        Assert.Equal(1, (await near.GetJsonAsync("/ogc/collections/changan_wells/items")).GetProperty("features").GetArrayLength());
        Assert.Equal(0, (await far.GetJsonAsync("/ogc/collections/changan_wells/items")).GetProperty("features").GetArrayLength());
        Assert.Equal("130102", remembered.GetProperty("remembered").GetProperty("areaCode").GetString());
    }

    [Fact]
    public async Task Area_of_all_rows_takes_the_place_of_a_field_that_is_only_proposed()
    {
        using var person = await system.AdministratorAsync();
        var import = await ImportSystem.UploadAsync(person, Made.Text("name,area_code,lon,lat\na,130202,114.5,38.05\n"));

        var preview = await ImportSystem.PreviewAsync(person, import, new { crs = "EPSG:4326", areaCode = "130102" });

        Assert.Equal("130102", preview.GetProperty("features").GetProperty("features")[0].GetProperty("properties").GetProperty("area_code").GetString());
    }

    [Theory]
    [InlineData("999999", "name_zh", "area tree")]
    [InlineData("130102", "area_code", "accepted is one of them")]
    public async Task Area_that_is_unknown_or_said_twice_is_refused(string areaCode, string target, string reason)
    {
        using var person = await system.AdministratorAsync();
        var import = await ImportSystem.UploadAsync(person, Made.Text("name,lon,lat\na,114.5,38.05\n"));

        var problem = await ImportSystem.PostAsync(
            person, $"/api/layer-imports/{import.GetProperty("id").GetString()}/preview", new { crs = "EPSG:4326", areaCode, fields = new[] { new { source = "name", target, kind = "text" } } }, HttpStatusCode.BadRequest);

        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task ImportAsync(HttpClient person, string name, object wish)
    {
        var import = await ImportSystem.UploadAsync(person, Made.Text($"name,lon,lat\n{name},114.5,38.05\n"), name);
        var whole = JsonSerializer.SerializeToNode(wish)!.AsObject();
        whole["crs"] = "EPSG:4326";
        var state = await ImportSystem.ImportAsync(person, import, whole);
        Assert.True(state.GetProperty("state").GetString() == "done", state.ToString());
    }

    private Task<string?> TermsAsync(string layer) => system.Store.ScalarAsync<string?>("SELECT concat_ws('|', licence, credit, owner) FROM layer WHERE id = $1", layer);
}
