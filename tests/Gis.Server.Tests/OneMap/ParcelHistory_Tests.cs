using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>What a place was: editions of the layer of land use, and changes made to them.</summary>
public sealed class ParcelHistory_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    [Fact]
    public async Task Classes_of_earlier_editions_and_changes_are_told_and_sameness_is_not()
    {
        var scene = new LandScene(system.Store);
        var place = scene.Box(0, 0, 100, 100);
        await scene.PutAsync("parcels", place, new { DLBM = "0102" });
        await scene.ShowNextAsync("parcels", place, new { DLBM = "0102" });
        await scene.ShowNextAsync("parcels", place, new { DLBM = "1202" });
        await system.Store.ExecuteAsync(
            """SELECT change_feature('parcels', 3, 'update', 1, NULL, NULL, NULL, '130102', 0::smallint, '{"DLBM": "0601"}', NULL, NULL, 'test')""");

        var card = await (await system.PersonAsync("officer", StoreSeed.ChangAn)).Program.JsonAsync("GET", "api/land/parcels/1");

        var history = card.GetProperty("history").EnumerateArray().Select(then => (
            Edition: then.GetProperty("edition").GetInt32(), Class: then.GetProperty("classes")[0].GetProperty("code").GetString(), Share: then.GetProperty("classes")[0].GetProperty("share").GetDouble()));
        Assert.Equal([(1, "0102", 1.0), (3, "1202", 1.0), (3, "0601", 1.0)], history.Select(then => (then.Edition, then.Class, Math.Round(then.Share, 6))));
        Assert.Equal("0601", card.GetProperty("parcel").GetProperty("class").GetString());
    }
}
