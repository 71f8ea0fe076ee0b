using System.Net;
using Gis.Testing;
using Gis.Tiles.Features.Exports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Tiles.Tests.Features.Exports;

/// <summary>What a file may cost: no more features than the setting says, no more of GDAL than there are places, nothing where the caller went away.</summary>
public sealed class ExportLimits_Tests(SmallExportSystem system) : IClassFixture<SmallExportSystem>
{
    [Theory]
    [InlineData("csv")]
    [InlineData("gpkg")]
    public async Task More_features_than_a_file_may_hold_are_refused_and_fewer_given(string form)
    {
        var officer = (await system.PersonAsync("officer", "130100")).Program;

        using var tooMany = await officer.GetAsync($"/ogc/collections/parcels/items?f={form}");
        using var fewer = await officer.GetAsync($"/ogc/collections/parcels/items?f={form}&limit=5");

        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Contains("Tiles:MostExported", await tooMany.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, fewer.StatusCode);
    }

    [Fact]
    public async Task Who_comes_when_all_places_are_taken_is_told_to_come_again_and_a_place_left_is_free()
    {
        var gdal = system.Services.GetRequiredService<GdalExports>();
        var layer = (await system.Services.GetRequiredService<Gis.Tiles.Layers.CatalogReader>().ReadAsync(default)).Find("districts", new Gis.Tiles.Access.Viewer("", []))!;
        using var gone = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        async IAsyncEnumerable<Gis.Tiles.Features.FeatureRow> Slow()
        {
            yield return new(1, default, "null"u8.ToArray(), "{}"u8.ToArray(), []);
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, gone.Token);
        }

        var first = gdal.WriteAsync(ExportForm.All[1], layer, Gis.Tiles.Crs.ReferenceSystems.Crs84, Slow(), new DefaultHttpContext().Response, gone.Token);
        await reached.Task;
        using var second = await system.Anonymous().GetAsync("/ogc/collections/districts/items?f=fgb");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        using var third = await system.Anonymous().GetAsync("/ogc/collections/districts/items?f=fgb");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (second.StatusCode, third.StatusCode));
        Assert.NotNull(second.Headers.RetryAfter);
    }
}
