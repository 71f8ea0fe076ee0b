namespace Gis.Benchmarks.Triage;

/// <summary>What the generator decided of a patch before it disturbed anything.</summary>
/// <param name="Name">Told in the table.</param>
/// <param name="IsLawful">Decided here, never by measuring.</param>
/// <param name="Weight">How often it comes, of <see cref="Sum"/>.</param>
internal sealed record TriageLabel(string Name, bool IsLawful, int Weight)
{
    public static readonly TriageLabel Supplied = new("approved and supplied", true, 190);
    public static readonly TriageLabel Approved = new("approved, not yet supplied", true, 130);
    public static readonly TriageLabel Facility = new("facility farmland filed", true, 90);
    public static readonly TriageLabel Temporary = new("temporary land approved", true, 70);
    public static readonly TriageLabel OldBuilt = new("old built land rebuilt", true, 100);
    public static readonly TriageLabel Road = new("rural road, narrow", true, 60);
    public static readonly TriageLabel Planting = new("planting changed in a garden", true, 50);
    public static readonly TriageLabel NoChange = new("no change on the ground", true, 50);
    public static readonly TriageLabel PaperOnly = new("approved, paper not on the map", true, 30);

    public static readonly TriageLabel None = new("nothing allows it", false, 50);
    public static readonly TriageLabel Expired = new("approval expired", false, 30);
    public static readonly TriageLabel NotYet = new("approved after the later image", false, 10);
    public static readonly TriageLabel Between = new("built before its approval", false, 10);
    public static readonly TriageLabel OtherUse = new("approved for another use", false, 25);
    public static readonly TriageLabel Half = new("approval covers a half", false, 30);
    public static readonly TriageLabel Over = new("8 to 16 m beyond the approval", false, 20);
    public static readonly TriageLabel Neighbour = new("approval of the neighbouring place", false, 20);
    public static readonly TriageLabel TinyNeighbour = new("hut beside an approved place", false, 5);
    public static readonly TriageLabel BasicFarmland = new("approval, and on basic farmland", false, 20);
    public static readonly TriageLabel RedLine = new("approval, and over the red line", false, 5);
    public static readonly TriageLabel House = new("house on a facility filing", false, 15);
    public static readonly TriageLabel Twice = new("two filings of the same half", false, 5);
    public static readonly TriageLabel OpenCase = new("rebuilt where a case is open", false, 5);
    public static readonly TriageLabel WideRoad = new("rural road, twice as wide", false, 5);
    public static readonly TriageLabel Trees = new("trees on cultivated land", false, 5);
    public static readonly TriageLabel SecondPart = new("second part outside the approval", false, 10);
    public static readonly TriageLabel HalfBuilt = new("from old built land into a field", false, 10);

    public static IReadOnlyList<TriageLabel> All { get; } =
    [
        Supplied, Approved, Facility, Temporary, OldBuilt, Road, Planting, NoChange, PaperOnly,
        None, Expired, NotYet, Between, OtherUse, Half, Over, Neighbour, TinyNeighbour, BasicFarmland, RedLine, House, Twice, OpenCase, WideRoad, Trees, SecondPart, HalfBuilt,
    ];

    public static int Sum { get; } = All.Sum(label => label.Weight);
}
