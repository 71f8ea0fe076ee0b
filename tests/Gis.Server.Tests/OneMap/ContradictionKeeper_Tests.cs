using Gis.Server.OneMap.Contradictions;
using Gis.Server.Platform.Store;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gis.Server.Tests.OneMap;

/// <summary>Counties are looked at anew when the one map became another there, and only then.</summary>
public sealed class ContradictionKeeper_Tests(StoreFixture store) : IClassFixture<StoreFixture>
{
    private const string Lubei = "130202";

    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 4, 0, 0, TimeSpan.Zero);

    private (ContradictionKeeper Keeper, LandScene Scene) Arrange()
    {
        var runs = new ContradictionRuns(store.As(StoreRole.Command), TimeProvider.System);
        return (new ContradictionKeeper(store.As(StoreRole.Command), runs, NullLogger<ContradictionKeeper>.Instance), new LandScene(store));
    }

    private Task<int> EndAllAsync() => store.ExecuteAsync("UPDATE land_contradiction_run SET state = 'done' WHERE state IN ('waiting', 'running')");

    [Fact]
    public async Task Edition_edit_and_theme_ask_for_the_counties_they_touch_once()
    {
        var (keeper, scene) = Arrange();
        await scene.PutAsync("approvals", scene.Box(0, 0, 100, 100), new { number = "A1" });
        await scene.PutAsync("forest_stands", scene.Box(0, 0, 100, 100), new { number = "no matter" }, Lubei);

        // Nothing is asked for while the changes go on, and what was seen is not asked for again.
        Assert.Empty(await keeper.TurnAsync(TimeSpan.FromHours(1), Noon, default));
        Assert.Equal([StoreSeed.ChangAn], await keeper.TurnAsync(TimeSpan.Zero, Noon, default));
        await EndAllAsync();
        Assert.Empty(await keeper.TurnAsync(TimeSpan.Zero, Noon, default));

        // Another edition touches where features were and where they are now.
        await scene.ShowNextAsync("approvals", scene.Box(0, 0, 100, 100), new { number = "A1" }, Lubei);
        Assert.Equal([StoreSeed.ChangAn, Lubei], await keeper.TurnAsync(TimeSpan.Zero, Noon, default));

        // While a look is open the next waits.
        await store.ExecuteAsync("UPDATE land_theme SET fields = fields || '{\"document\": \"paper\"}' WHERE theme = 'approval'");
        Assert.Empty(await keeper.TurnAsync(TimeSpan.Zero, Noon, default));
        await EndAllAsync();
        Assert.Equal([StoreSeed.ChangAn, Lubei], (await keeper.TurnAsync(TimeSpan.Zero, Noon, default)).Append(StoreSeed.ChangAn).Distinct().Order());
        await EndAllAsync();

        // An edit touches its own county alone; after the longest rest it is asked for although the editing goes on.
        await store.ExecuteAsync("UPDATE layer_edition SET changes = 1, changed_at = clock_timestamp() WHERE layer = 'approvals' AND edition = 2");
        await store.ExecuteAsync("UPDATE layer_feature SET changed = 1 WHERE layer = 'approvals' AND edition = 2");
        Assert.Empty(await keeper.TurnAsync(TimeSpan.FromHours(1), Noon, default));
        Assert.Equal([Lubei], await keeper.TurnAsync(TimeSpan.FromHours(1), Noon.AddMinutes(6), default));
        Assert.True(await store.ScalarAsync<bool>("SELECT asked_by IS NULL FROM land_contradiction_run ORDER BY id DESC LIMIT 1"));
    }
}
