using Gis.Server.Patches;
using Gis.Server.Patches.Cases;
using Xunit;

namespace Gis.Server.Tests.Patches;

/// <summary>The course of a case.</summary>
public sealed class CaseRules_Tests
{
    private const long Judge = 5;
    private const long Reporter = 6;
    private const long City = 7;
    private const double MostCloud = 20;

    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly PatchStanding Case = new(1, "1", "130102", "20", "case", "V1", Judge, "overlaid", null, 0, Revision: 9, CallerAbove: false, CallerTop: false);
    private static readonly PatchStanding Rectifying = Case with { State = "rectifying" };
    private static readonly PatchStanding Rectified = Case with { State = "rectified", CallerAbove = true };

    private static readonly MeasureOrderWish Demolish = new("demolish", 1600, null, "拆-1", new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1));
    private static readonly MeasureOrderWish Fine = new("fine", null, 32_000m, "罚-1", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30));
    private static readonly FileCaseRequest Filing = new("2026-12", "某公司", "告-1", new DateOnly(2026, 10, 30), "未批先建", [Demolish, Fine], 9);

    private static PatchMeasure Measure(int number, string kind, string state, DateOnly? doneOn = null) =>
        new(number, kind, 1600, kind == "fine" ? 100 : null, "文", new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1), state, false, doneOn, doneOn is null ? null : Reporter, null, null, []);

    private static readonly PatchMeasure[] Demolished = [Measure(1, "demolish", "done", new DateOnly(2026, 11, 10))];
    private static readonly ProveRequest Word = new(true, "images", Noon(2026, 11, 15), null, null, null, null, 9);

    private static DateTimeOffset Noon(int year, int month, int day) => new(year, month, day, 4, 0, 0, TimeSpan.Zero);

    private static ProofScene Scene(DateTimeOffset at, double? cloud = 3, bool covers = true, double? shown = 1) => new("images", at, "GF-2", cloud, 0.8, "abc", covers, shown);

    [Fact]
    public void Case_is_filed_with_its_measures_once_it_is_one()
    {
        Assert.Equal(["demolish", "fine"], CaseRules.File(Case, Filing, Today).Fact!.Measures.Select(measure => measure.Kind));
        Assert.Equal("patch-state", CaseRules.File(Rectifying, Filing, Today).Refusal?.Code);
        Assert.Equal("patch-changed", CaseRules.File(Case, Filing with { Revision = 8 }, Today).Refusal?.Code);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("party")]
    [InlineData("notice")]
    [InlineData("grounds")]
    public void What_a_case_must_say_is_asked_for(string missing)
    {
        var wish = missing switch
        {
            "number" => Filing with { Number = " " },
            "party" => Filing with { Party = null },
            "notice" => Filing with { Notice = new string('1', 81) },
            _ => Filing with { Grounds = "a\u0000" },
        };

        Assert.Equal(missing, CaseRules.File(Case, wish, Today).Refusal?.Parameter);
    }

    [Fact]
    public void Measure_that_makes_no_sense_is_refused_by_its_place_in_the_list()
    {
        string? Of(MeasureOrderWish wish) => CaseRules.File(Case, Filing with { Measures = [Demolish, wish] }, Today).Refusal?.Parameter;

        Assert.Equal("measures[1].kind", Of(Fine with { Kind = "warn" }));
        Assert.Equal("measures[1].amountCny", Of(Fine with { AmountCny = null }));
        Assert.Equal("measures[1].amountCny", Of(Demolish with { AmountCny = 5 }));
        Assert.Equal("measures[1].amountCny", Of(Fine with { AmountCny = 0.001m }));
        Assert.Equal("measures[1].areaM2", Of(Demolish with { AreaM2 = null }));
        Assert.Equal("measures[1].areaM2", Of(Demolish with { AreaM2 = -1 }));
        Assert.Equal("measures[1].document", Of(Demolish with { Document = "" }));
        Assert.Equal("measures[1].orderedOn", Of(Demolish with { OrderedOn = Today.AddDays(1) }));
        Assert.Equal("measures[1].due", Of(Demolish with { Due = new DateOnly(2026, 10, 31) }));
        Assert.Equal("measures", CaseRules.File(Case, Filing with { Measures = [] }, Today).Refusal?.Parameter);
    }

    [Fact]
    public void Last_measure_done_ends_the_rectifying()
    {
        PatchMeasure[] measures = [Measure(1, "demolish", "ordered"), Measure(2, "fine", "refused")];
        var done = new MeasureDoneRequest(new DateOnly(2026, 11, 10), "已拆除", null, 9);

        Assert.False(CaseRules.Done(Rectifying, measures, 1, done, Today).Fact!.IsLast);
        Assert.True(CaseRules.Done(Rectifying, [Demolished[0], measures[1]], 2, done, Today).Fact!.IsLast);
        Assert.Equal("measure-state", CaseRules.Done(Rectifying, Demolished, 1, done, Today).Refusal?.Code);
        Assert.Equal("n", CaseRules.Done(Rectifying, measures, 3, done, Today).Refusal?.Parameter);
        Assert.Equal("doneOn", CaseRules.Done(Rectifying, measures, 1, done with { DoneOn = new DateOnly(2026, 10, 31) }, Today).Refusal?.Parameter);
        Assert.Equal("doneOn", CaseRules.Done(Rectifying, measures, 1, done with { DoneOn = Today.AddDays(1) }, Today).Refusal?.Parameter);
        Assert.Equal("photos", CaseRules.Done(Rectifying, measures, 1, done with { Photos = ["abc"] }, Today).Refusal?.Parameter);
    }

    [Fact]
    public void Picture_proves_what_was_torn_down_only_when_it_is_later_whole_and_clear()
    {
        Result Of(ProofScene? scene) => new(CaseRules.Prove(Rectified, Demolished, Word, scene, MostCloud, City, Today).Refusal?.Code);

        Assert.Null(Of(Scene(Noon(2026, 11, 11))).Code);
        Assert.Null(Of(Scene(Noon(2026, 11, 11), cloud: null)).Code);
        Assert.Equal("bad-parameter", Of(null).Code);
        Assert.Equal("proof-not-later", Of(Scene(Noon(2026, 11, 10))).Code);
        Assert.Equal("proof-not-covering", Of(Scene(Noon(2026, 11, 11), covers: false)).Code);
        Assert.Equal("proof-cloudy", Of(Scene(Noon(2026, 11, 11), cloud: 20.5)).Code);
        Assert.Null(Of(Scene(Noon(2026, 11, 11), shown: 0.99)).Code);
        Assert.Equal("proof-not-shown", Of(Scene(Noon(2026, 11, 11), shown: 0.9899)).Code);
        Assert.Equal("proof-unreadable", Of(Scene(Noon(2026, 11, 11), shown: null)).Code);
    }

    private sealed record Result(string? Code);

    /// <summary>A day alone is midnight UTC, which is eight o'clock of that day here.</summary>
    [Fact]
    public void Day_of_a_picture_is_that_of_Beijing()
    {
        Assert.NotNull(CaseRules.Prove(Rectified, Demolished, Word, Scene(new DateTimeOffset(2026, 11, 10, 17, 0, 0, TimeSpan.Zero)), MostCloud, City, Today).Fact);
        Assert.Null(CaseRules.Prove(Rectified, Demolished, Word, Scene(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero)), MostCloud, City, Today).Fact);
    }

    [Fact]
    public void Fine_is_proved_by_a_document_and_both_take_both()
    {
        PatchMeasure[] fine = [Measure(1, "fine", "done", new DateOnly(2026, 11, 18))];
        var paper = new ProveRequest(true, null, null, "收据-7", new DateOnly(2026, 11, 19), null, null, 9);

        Assert.Equal("收据-7", CaseRules.Prove(Rectified, fine, paper, null, MostCloud, City, Today).Fact?.Proof?.Document);
        Assert.Equal("document", CaseRules.Prove(Rectified, fine, paper with { Document = null }, null, MostCloud, City, Today).Refusal?.Parameter);
        Assert.Equal("documentOn", CaseRules.Prove(Rectified, fine, paper with { DocumentOn = Today.AddDays(1) }, null, MostCloud, City, Today).Refusal?.Parameter);
        Assert.Equal("layer", CaseRules.Prove(Rectified, [.. Demolished, .. fine], paper, null, MostCloud, City, Today).Refusal?.Parameter);
        Assert.Equal("document", CaseRules.Prove(Rectified, [.. Demolished, .. fine], Word, Scene(Word.At!.Value), MostCloud, City, Today).Refusal?.Parameter);
        var both = CaseRules.Prove(Rectified, [.. Demolished, .. fine], paper with { Layer = "images", At = Word.At }, Scene(Word.At!.Value), MostCloud, City, Today).Fact?.Proof;
        Assert.Equal(("images", "收据-7"), (both?.Scene?.Layer, both?.Document));
    }

    [Fact]
    public void Who_judged_or_reported_or_sits_in_the_county_does_not_prove()
    {
        string? By(long account, PatchStanding patch) => CaseRules.Prove(patch, Demolished, Word, Scene(Word.At!.Value), MostCloud, account, Today).Refusal?.Code;

        Assert.Null(By(City, Rectified));
        Assert.Equal("patch-own-verdict", By(Judge, Rectified));
        Assert.Equal("case-own-measure", By(Reporter, Rectified));
        Assert.Equal("patch-level", By(City, Rectified with { CallerAbove = false }));
        Assert.True(CaseRules.Allowed(Rectified, Demolished, City).Prove);
        Assert.False(CaseRules.Allowed(Rectified, Demolished, Reporter).Prove);
    }

    [Fact]
    public void Not_proved_takes_a_reason_and_a_new_day()
    {
        var no = new ProveRequest(false, null, null, null, null, "地基未清除", Today.AddDays(10), 9);

        Assert.Equal(Today.AddDays(10), CaseRules.Prove(Rectified, Demolished, no, null, MostCloud, City, Today).Fact?.Due);
        Assert.Equal("reason", CaseRules.Prove(Rectified, Demolished, no with { Reason = null }, null, MostCloud, City, Today).Refusal?.Parameter);
        Assert.Equal("due", CaseRules.Prove(Rectified, Demolished, no with { Due = Today.AddDays(-1) }, null, MostCloud, City, Today).Refusal?.Parameter);
        Assert.Equal("accepted", CaseRules.Prove(Rectified, Demolished, no with { Accepted = null }, null, MostCloud, City, Today).Refusal?.Parameter);
    }
}
