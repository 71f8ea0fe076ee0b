using System.Globalization;
using NetTopologySuite.Geometries;

namespace Gis.Benchmarks.Triage;

/// <summary>
/// Decides first whether a patch is lawful and why, then builds its place so that this is so, and only then disturbs what the satellite saw. Knows nothing of the
/// rules that will judge it.
/// </summary>
internal sealed class SiteMaker(Random random)
{
    private static readonly string[] Fields = ["0101", "0102", "0103"];
    private static readonly string[] BuiltKinds = ["20", "20", "YH", "DT", "TD"];
    private static readonly string[] EarthKinds = ["YH", "DT", "TD"];
    private static readonly string[] BuiltUses = ["0501", "0601", "0604", "0701", "0702", "0803"];

    private readonly List<SiteFeature> _features = [];
    private DateOnly _before;
    private DateOnly _after;
    private int _number;

    public TriageSite Make(int number)
    {
        _number = number;
        _features.Clear();
        _after = new DateOnly(2026, 9, 1).AddDays(random.Next(60));
        _before = _after.AddDays(-random.Next(30, 120));
        var label = Draw();
        var (width, height) = (Between(20, 120), Between(20, 90));
        var truth = SiteShapes.Moved(SiteShapes.Turned(SiteShapes.Built(random, width, height), random.NextDouble() * Math.PI), (random.NextDouble() - 0.5) * 60, (random.NextDouble() - 0.5) * 60);
        var (kind, shape, west, east) = Build(label, truth);
        return new TriageSite(label, kind, _before, _after, shape, SiteShapes.Disturbed(random, shape), (west, east), [.. _features]);
    }

    private (string Kind, Geometry Truth, string West, string East) Build(TriageLabel label, Geometry truth)
    {
        var field = One(Fields);
        var kind = One(BuiltKinds);
        (string, Geometry, string, string) Is(string what, Geometry? shape = null, string? ground = null) => (what, shape ?? truth, ground ?? field, ground ?? field);
        switch (label)
        {
            case var _ when label == TriageLabel.Supplied:
                var plot = Plot(truth);
                Approve(plot);
                Put("supply", plot, Held(), One(BuiltUses), years: 50);
                return Is(kind);
            case var _ when label == TriageLabel.Approved:
                Approve(Plot(truth));
                return Is(kind);
            case var _ when label == TriageLabel.Facility:
                Put("facility", Plot(truth), Held(), "1202", years: 5);
                return Is(One(EarthKinds));
            case var _ when label == TriageLabel.Temporary:
                Put("temporary", Plot(truth), Held(), null, years: 2);
                return Is(One(EarthKinds));
            case var _ when label == TriageLabel.OldBuilt:
                return Is(kind, ground: random.Next(2) == 0 ? "0702" : "0601");
            case var _ when label == TriageLabel.Road:
                return Is("ND", Road(3.5 + (3 * random.NextDouble())));
            case var _ when label == TriageLabel.Planting:
                return Is("01", ground: random.Next(2) == 0 ? "0201" : "0204");
            case var _ when label == TriageLabel.NoChange:
                return random.Next(2) == 0 ? Is("SM", ground: "1104") : Is("02", ground: "0201");
            case var _ when label == TriageLabel.PaperOnly || label == TriageLabel.None:
                return Is(kind);
            case var _ when label == TriageLabel.Expired:
                // From yesterday's to one of years ago.
                var last = _after.AddDays(random.Next(4) == 0 ? -1 : -random.Next(1, 900));
                Put(random.Next(4) == 0 ? "facility" : "approval", Plot(truth), last.AddYears(-2), One(BuiltUses), last);
                return Is(kind);
            case var _ when label == TriageLabel.NotYet:
                Put("approval", Plot(truth), _after.AddDays(random.Next(1, 200)), One(BuiltUses), years: 2);
                return Is(kind);
            case var _ when label == TriageLabel.Between:
                Put("approval", Plot(truth), _before.AddDays(random.Next(1, _after.DayNumber - _before.DayNumber)), One(BuiltUses), years: 2);
                return Is(kind);
            case var _ when label == TriageLabel.OtherUse:
                Put("approval", Plot(truth), Held(), One(["1003", "1109", "1001"]), years: 2);
                return Is("20");
            case var _ when label == TriageLabel.Half:
                Approve(Part(truth, 0.3 + (0.4 * random.NextDouble())));
                return Is(kind);
            case var _ when label == TriageLabel.Over:
                return Is(kind, Beyond(8 + (8 * random.NextDouble())));
            case var _ when label == TriageLabel.Neighbour:
                Approve(Beside(truth, 3 * random.NextDouble()));
                return Is(kind);
            case var _ when label == TriageLabel.TinyNeighbour:
                var hut = SiteShapes.Moved(SiteShapes.Box(-4, -4, 4, 4), 10, 10);
                Approve(Beside(hut, 0.2));
                return Is("20", hut);
            case var _ when label == TriageLabel.BasicFarmland:
                Approve(Plot(truth));
                _features.Add(new SiteFeature("basic_farmland", Part(truth, 0.25 + (0.5 * random.NextDouble())), new() { ["YJJBNTTBBH"] = $"B{_number}" }));
                return Is(kind);
            case var _ when label == TriageLabel.RedLine:
                Approve(Plot(truth));
                _features.Add(new SiteFeature("red_line", Part(truth, 0.25 + (0.5 * random.NextDouble())), new() { ["number"] = $"R{_number}" }));
                return Is(kind);
            case var _ when label == TriageLabel.House:
                Put("facility", Plot(truth), Held(), "1202", years: 5);
                return Is("20");
            case var _ when label == TriageLabel.Twice:
                var half = Part(truth, 0.5);
                Put("facility", half, Held(), "1202", years: 5);
                Put("facility", half, Held(), "1202", years: 5);
                return Is("DT");
            case var _ when label == TriageLabel.OpenCase:
                Approve(Plot(truth));
                _features.Add(new SiteFeature("inspection", Plot(truth), new() { ["number"] = $"C{_number}", ["found_on"] = Day(_before.AddDays(-200)) }));
                return Is(kind);
            case var _ when label == TriageLabel.WideRoad:
                return Is("ND", Road(13 + (5 * random.NextDouble())));
            case var _ when label == TriageLabel.Trees:
                return Is(random.Next(2) == 0 ? "03" : "02");
            case var _ when label == TriageLabel.SecondPart:
                Approve(truth.ConvexHull().Buffer(15 * random.NextDouble()));
                var shed = SiteShapes.Moved(SiteShapes.Box(-6, -6, 6, 6), truth.EnvelopeInternal.MaxX + 40, truth.EnvelopeInternal.Centre.Y);
                return Is(kind, truth.Factory.CreateMultiPolygon([(Polygon)truth, (Polygon)shed]));
            case var _ when label == TriageLabel.HalfBuilt:
                return (kind, SiteShapes.Turned(SiteShapes.Box(-60, -30, 60, 30), (random.NextDouble() - 0.5) / 2), "0702", field);
            default:
                throw new InvalidOperationException($"Nobody knows how to build '{label.Name}'.");
        }
    }

    private void Approve(Geometry plot) => Put("approval", plot, Held(), One(BuiltUses), years: 2);

    private void Put(string theme, Geometry shape, DateOnly from, string? use, int years) => Put(theme, shape, from, use, from.AddYears(years));

    private void Put(string theme, Geometry shape, DateOnly from, string? use, DateOnly last) => _features.Add(new SiteFeature(theme, shape, new()
    {
        ["number"] = $"{theme}-{_number}-{_features.Count}",
        [theme switch { "supply" => "contract_on", "facility" => "filed_on", _ => "approved_on" }] = Day(from),
        ["valid_to"] = Day(last),
        ["use"] = use,
    }));

    /// <summary>A plot around what is built on it: with a yard on each side, or for one in five none at all.</summary>
    private Geometry Plot(Geometry truth)
    {
        var angle = random.NextDouble() * Math.PI;
        var yard = random.Next(5) == 0 ? 0 : 1 + (14 * random.NextDouble());
        return yard == 0 ? truth.ConvexHull() : SiteShapes.Turned(SiteShapes.Turned(truth, angle).Envelope.Buffer(yard, new NetTopologySuite.Operation.Buffer.BufferParameters { JoinStyle = NetTopologySuite.Operation.Buffer.JoinStyle.Mitre }), -angle);
    }

    /// <summary>A plot that holds this part of the area, cut from the west, and wide enough else.</summary>
    private static Polygon Part(Geometry truth, double share)
    {
        var box = truth.EnvelopeInternal;
        var (low, high) = (box.MinX, box.MaxX);
        for (var step = 0; step < 30; step++)
        {
            var middle = (low + high) / 2;
            if (truth.Intersection(SiteShapes.Box(box.MinX - 1, box.MinY - 1, middle, box.MaxY + 1)).Area < share * truth.Area)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return SiteShapes.Box(box.MinX - 20, box.MinY - 20, high, box.MaxY + 20);
    }

    /// <summary>Built over one side of its plot, by so many metres along that whole side.</summary>
    private Geometry Beyond(double metres)
    {
        var (width, height) = (Between(40, 120), Between(30, 90));
        var turn = random.NextDouble() * Math.PI;
        Approve(SiteShapes.Turned(SiteShapes.Box((-width / 2) - (5 * random.NextDouble()), (-height / 2) - 5, (width / 2) - metres, (height / 2) + 5), turn));
        return SiteShapes.Turned(SiteShapes.Box(-width / 2, -height / 2, width / 2, height / 2), turn);
    }

    private static Geometry Beside(Geometry truth, double gap)
    {
        var box = truth.EnvelopeInternal;
        return SiteShapes.Box(box.MaxX + gap, box.MinY - 30, box.MaxX + gap + 80, box.MaxY + 30).Difference(truth.Buffer(gap));
    }

    private Geometry Road(double width)
    {
        var length = Between(60, 250);
        return SiteShapes.Turned(SiteShapes.Box(-length / 2, -width / 2, length / 2, width / 2), random.NextDouble() * Math.PI);
    }

    /// <summary>Long enough before the first image, and not so long that two years are over.</summary>
    private DateOnly Held() => _before.AddDays(-random.Next(1, 500));

    private TriageLabel Draw()
    {
        var at = random.Next(TriageLabel.Sum);
        return TriageLabel.All.First(label => (at -= label.Weight) < 0);
    }

    private double Between(double least, double most) => least * Math.Pow(most / least, random.NextDouble());

    private string One(string[] of) => of[random.Next(of.Length)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
