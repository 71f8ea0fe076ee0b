using Gis.Server.Patches;
using Gis.Server.Patches.Field;
using Xunit;

namespace Gis.Server.Tests.Patches.Field;

/// <summary>When a field check is taken.</summary>
public sealed class FieldRules_Tests
{
    private const long Me = 5;
    private const long Other = 6;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);
    private static readonly PatchStanding Assigned = new(1, "1", "130102", "20", "assigned", null, null, null, null, 0, Revision: 9, CallerAbove: false, CallerTop: false);
    private static readonly PhotoRow[] Four = [Photo("a", "far", 180, 220), Photo("b", "near", 170, 30), Photo("c", "side", 90, 20), Photo("d", "side", 270, 25)];

    private static PhotoRow Photo(string hash, string role, double azimuthDeg, double distanceM) => new(
        1, hash, role, Me, "me", 114.5, 38, 8, azimuthDeg, "compass", Now.AddHours(-1), Now, "phone", "image/jpeg", 2048, 1536, 500_000, distanceM, null, Reused: false);

    private static FieldCheckRequest Wish(params string[] photos) => new("workshop", "Zhang", new DateOnly(2026, 9, 1), 420, Fenced: false, null, photos, Guid.NewGuid());

    private static string? Refused(FieldCheckRequest wish, PatchStanding? patch = null, long? assignee = Me, PhotoRow[]? photos = null) =>
        FieldRules.Check(patch ?? Assigned, new FieldStanding(assignee, Now.AddDays(-1), photos ?? Four), wish, Me, Now, FieldGround.Standard).Refusal is { } refusal ? refusal.Parameter ?? refusal.Code : null;

    [Fact]
    public void Four_photographs_and_the_form_verify_a_patch()
    {
        var result = FieldRules.Check(Assigned, new FieldStanding(Me, Now.AddDays(-1), Four), Wish("a", "b", "c", "d"), Me, Now, FieldGround.Standard);

        Assert.Equal(("verified", "verified"), (result.Fact?.Kind, result.Fact?.State));
        Assert.Equal(20, Assert.IsType<FieldCheckDetails>(result.Fact?.Details).NearestM);
    }

    [Theory]
    [InlineData("judged")]
    [InlineData("verified")]
    [InlineData("case")]
    public void Patch_that_went_on_meanwhile_takes_no_check(string state) => Assert.Equal("patch-state", Refused(Wish("a", "b", "c", "d"), Assigned with { State = state }));

    [Fact]
    public void Patch_that_was_sent_back_takes_another_check() => Assert.Null(Refused(Wish("a", "b", "c", "d"), Assigned with { State = "returned" }));

    [Theory]
    [InlineData(Other)]
    [InlineData(null)]
    public void Patch_of_somebody_else_takes_no_check(long? assignee) => Assert.Equal("field-not-yours", Refused(Wish("a", "b", "c", "d"), assignee: assignee));

    [Fact]
    public void Photograph_that_was_not_sent_yet_is_asked_for() => Assert.Equal("field-photos-missing", Refused(Wish("a", "b", "c", "e")));

    [Fact]
    public void Photographs_of_somebody_else_prove_nothing() => Assert.Equal("field-photos-foreign", Refused(Wish("a", "b", "c", "d"), photos: [.. Four[..3], Four[3] with { AccountId = Other }]));

    [Fact]
    public void Photograph_from_before_the_assignment_proves_nothing() =>
        Assert.Equal("field-photos-early", Refused(Wish("a", "b", "c", "d"), photos: [.. Four[..3], Four[3] with { TakenAt = Now.AddDays(-2) }]));

    [Theory]
    [InlineData(9, null)]
    [InlineData(11, "field-photos-late")]
    public void Clock_may_be_ten_minutes_fast(int minutes, string? refused) =>
        Assert.Equal(refused, Refused(Wish("a", "b", "c", "d"), photos: [.. Four[..3], Four[3] with { TakenAt = Now.AddMinutes(minutes) }]));

    [Fact]
    public void Lack_is_told_by_role_direction_and_place()
    {
        static IReadOnlyList<string> Lacking(params PhotoRow[] photos) => FieldRules.Lacking(photos, FieldGround.Standard);

        Assert.Empty(Lacking(Four));
        Assert.Equal(["far", "near", "side"], Lacking());
        Assert.Equal(["side"], Lacking(Four[0], Four[1], Four[2]));
        Assert.Equal(["directions"], Lacking(Four[0], Four[1], Four[2], Four[3] with { AzimuthDeg = 120 }));
        Assert.Equal(["place"], Lacking([.. Four.Select(photo => photo with { DistanceM = 51 })]));
        Assert.Equal(["place"], Lacking([.. Four.Select(photo => photo with { AccuracyM = 101 })]));
        Assert.Equal(["far", "place"], Lacking([.. Four[1..].Select(photo => photo with { DistanceM = 51 })]));
    }

    [Fact]
    public void What_lacks_is_refused_in_words()
    {
        var refusal = FieldRules.Check(Assigned, new FieldStanding(Me, Now.AddDays(-1), Four), Wish("a", "c", "d"), Me, Now, FieldGround.Standard).Refusal;

        Assert.Equal("field-photos-lacking", refusal?.Code);
        Assert.Contains("one from near", refusal?.En, StringComparison.Ordinal);
        Assert.Contains("近景", refusal?.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(350, 10, 20)]
    [InlineData(90, 270, 180)]
    [InlineData(0, 0, 0)]
    public void Directions_are_apart_the_short_way_round(double one, double other, double apartDeg) => Assert.Equal(apartDeg, FieldRules.ApartDeg(one, other));

    [Fact]
    public void Form_is_asked_for_what_is_missing()
    {
        var wish = Wish("a", "b", "c", "d");

        Assert.Equal("use", Refused(wish with { Use = " " }));
        Assert.Equal("party", Refused(wish with { Party = null }));
        Assert.Equal("startedOn", Refused(wish with { StartedOn = new DateOnly(2026, 11, 23) }));
        Assert.Null(Refused(wish with { StartedOn = null }));
        Assert.Equal("builtM2", Refused(wish with { BuiltM2 = double.NaN }));
        Assert.Equal("fenced", Refused(wish with { Fenced = null }));
        Assert.Equal("note", Refused(wish with { Fenced = true }));
        Assert.Null(Refused(wish with { Fenced = true, Note = "seen from the road" }));
        Assert.Equal("photos", Refused(wish with { Photos = [] }));
        Assert.Equal("clientId", Refused(wish with { ClientId = null }));
    }
}
