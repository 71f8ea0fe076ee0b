using System.Text.Json;
using Gis.Server.Access;
using Gis.Server.Live;
using Gis.Server.ReadModel;
using Gis.Server.Tests.ReadModel;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Xunit;

namespace Gis.Server.Tests.Live;

/// <summary>What is the same for all viewers of a scope is written once; what is not stays apart.</summary>
public sealed class LiveEncoder_Tests : StoreTest
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    private readonly LiveEncoder _encoder = new(Options.Create(new JsonHubProtocolOptions()));
    private AreaTree _areas = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _areas = new AreaTree(Store.Command);
        await _areas.LoadAsync(CancellationToken.None);
    }

    [Fact]
    public void Viewers_of_one_scope_share_what_was_written_and_have_their_own_values()
    {
        var batches = new[] { Batch(1, Values(10, 1.5), Values(20, 2.5)) };

        var first = _encoder.Encode(batches, Sight("130000", detail: 10))!;
        var second = _encoder.Encode(batches, Sight("130000", detail: 20))!;

        Assert.Same(first.Rows, second.Rows);
        Assert.Equal((10L, 20L), (Assert.Single(first.Values).ThingId, Assert.Single(second.Values).ThingId));
    }

    [Fact]
    public void Other_areas_and_other_kinds_share_nothing_and_see_only_their_own()
    {
        var batches = new[] { Batch(1, Values(10, 1.5), Values(20, 2.5)) };

        var one = Json(_encoder.Encode(batches, Sight(StoreSeed.ChangAn, detail: 20))!);
        var other = Json(_encoder.Encode(batches, Sight(StoreSeed.Tangshan, detail: 20))!);

        Assert.Equal("[[10,1,null]]", one.GetProperty("things").GetRawText());
        Assert.Equal("[]", one.GetProperty("values").GetRawText());   // it was asked for, and may not be seen
        Assert.Equal("[[20,1,null]]", other.GetProperty("things").GetRawText());
        Assert.Equal(1, other.GetProperty("values").GetArrayLength());
        Assert.Null(_encoder.Encode(batches, Sight("130000", kinds: "camera")));
    }

    [Fact]
    public void Values_are_coalesced_to_the_newest_of_each_datastream()
    {
        var batches = new[] { Batch(1, Values(10, 1, atMs: 5), Values(10, 2, atMs: 7)), Batch(2, Values(10, 3, atMs: 6), Values(10, 4, atMs: 1, datastream: 99)) };

        var values = _encoder.Encode(batches, Sight("130000", detail: 10))!.Values;

        Assert.Equal([(2.0, 10), (4.0, 99)], values.OrderBy(v => v.DatastreamId).Select(v => (v.Value!.Value, v.DatastreamId)));
    }

    [Fact]
    public void Batches_of_the_same_events_are_not_taken_for_each_other()
    {
        var sight = Sight("130000");

        var first = _encoder.Encode([Batch(7)], sight)!;
        var second = _encoder.Encode([Batch(7)], sight)!;

        Assert.NotSame(first.Rows, second.Rows);
    }

    [Fact]
    public async Task Change_of_the_tree_ends_what_was_shared_and_reading_it_again_does_not()
    {
        var batches = new[] { Batch(1) };
        var sight = Sight(StoreSeed.Shijiazhuang);
        var before = _encoder.Encode(batches, sight)!;
        await _areas.LoadAsync(CancellationToken.None);
        var reread = _encoder.Encode(batches, sight)!;
        await Store.ExecuteAsync("UPDATE area SET parent_code = '130200' WHERE code = $1", StoreSeed.ChangAn);
        await _areas.LoadAsync(CancellationToken.None);

        var after = _encoder.Encode(batches, sight);

        Assert.Same(before.Rows, reread.Rows);
        Assert.Null(after);
    }

    private static JsonElement Json(LiveChanges changes) => JsonSerializer.SerializeToElement<object>(changes, JsonSerializerOptions.Web);

    private static LiveValue Values(long thing, double value, long atMs = 1, long? datastream = null) =>
        new(datastream ?? thing, thing, atMs, value, null, "N", 0);

    private static LiveBatch Batch(long seq, params LiveValue[] values) =>
        new(seq - 1, seq, Noon, [Thing(10, StoreSeed.ChangAn), Thing(20, "130202")], [], values, [], [], [], [], [], []);

    private static ThingRow Thing(long id, string area) => new(
        id, "outfall_water", "甲", "A", area, 114.5, 38, "real", null, DateTimeOffset.FromUnixTimeMilliseconds(1), 300);

    private LiveSight Sight(string area, long? detail = null, string? kinds = null) => new(
        new Caller(1, "somebody", "somebody", 1, [new Grant(Role.Inspector, area, null)], null),
        new LiveScope(null, kinds is null ? null : [kinds], detail is { } thing ? [thing] : null),
        _areas);
}
