using System.Security.Cryptography;
using Gis.Demo.Land;
using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Output;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Land.Themes;
using Gis.Demo.Terrain;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;
using DemoPatches = Gis.Demo.Land.Output.Patches;

namespace Gis.Server.Tests.Demo;

public sealed class LandPlan_Tests
{
    private static readonly Lazy<IReadOnlyList<WindowLand>> Windows = new(() => [WindowLand.Of(Ground(LandWindow.All[0])), WindowLand.Of(Ground(LandWindow.All[1]))]);

    internal static WindowLand Plain => Windows.Value[0];

    [Fact]
    public void Parcels_cover_their_window_and_share_every_border()
    {
        foreach (var land in Windows.Value)
        {
            var shared = new Dictionary<(Coordinate, Coordinate), int>();
            foreach (var ring in land.Parcels.SelectMany(parcel => parcel.Shape.InteriorRings.Prepend(parcel.Shape.ExteriorRing)))
            {
                for (var i = 1; i < ring.NumPoints; i++)
                {
                    var (a, b) = (ring.GetCoordinateN(i - 1), ring.GetCoordinateN(i));
                    var edge = a.CompareTo(b) < 0 ? (a, b) : (b, a);
                    shared[edge] = shared.GetValueOrDefault(edge) + 1;
                }
            }

            // Each border lies between two parcels, but for those of the window itself.
            var window = land.Ground.Frame.ToLonLat(land.Ground.Frame.Box).EnvelopeInternal;
            Assert.DoesNotContain(shared.Values, times => times > 2);
            Assert.All(shared.Where(edge => edge.Value == 1), edge => Assert.True(OnRim(edge.Key.Item1, window) && OnRim(edge.Key.Item2, window), edge.Key.ToString()));
            Assert.Equal(window.Area, land.Parcels.Sum(parcel => parcel.Shape.Area), 12);
            Assert.All(land.Parcels, parcel => Assert.True(parcel.Shape.IsValid, $"{parcel.Number}"));
        }
    }

    [Fact]
    public void A_window_has_thousands_of_parcels_of_the_classes_of_its_country()
    {
        var (plain, hills) = (Windows.Value[0], Windows.Value[1]);

        Assert.All(Windows.Value, land => Assert.InRange(land.Parcels.Count, 3_000, 8_000));
        Assert.InRange(ShareOf(plain, parcel => parcel.Class.IsCultivated), 0.4, 0.75);
        Assert.InRange(ShareOf(plain, parcel => parcel.Class == LandClass.VillageHouses), 0.01, 0.15);
        Assert.True(ShareOf(hills, parcel => parcel.Class.IsForest) > 3 * ShareOf(plain, parcel => parcel.Class.IsForest));
        Assert.Contains(hills.Parcels, parcel => parcel.Class == LandClass.Mine);
        Assert.Contains(plain.Parcels, parcel => parcel.Class == LandClass.Road);
    }

    [Fact]
    public void The_same_map_gives_the_same_land_byte_for_byte()
    {
        var (first, second) = (TestFolder.Create("land"), TestFolder.Create("land"));
        try
        {
            new LandFolder(first).Write([Windows.Value[0]]);
            new LandFolder(second).Write([WindowLand.Of(Ground(LandWindow.All[0]))]);

            Assert.All(LandLayer.All, layer => Assert.Equal(HashOf(first, layer.Id), HashOf(second, layer.Id)));
        }
        finally
        {
            Directory.Delete(first, recursive: true);
            Directory.Delete(second, recursive: true);
        }
    }

    [Fact]
    public void Two_thirds_of_the_patches_can_be_explained_and_every_doubt_occurs()
    {
        foreach (var land in Windows.Value)
        {
            var stories = land.Changes.Select(change => change.Story).ToList();

            Assert.InRange(stories.Count, 80, 120);
            Assert.InRange(stories.Count(story => story.IsLawful) / (double)stories.Count, 0.55, 0.75);
            Assert.Superset(new HashSet<string> { "V1", "V2", "V3", "V5" }, stories.Where(story => !story.IsLawful).Select(story => story.Verdict).ToHashSet());
        }
    }

    [Fact]
    public void A_patch_is_off_the_true_ground_by_metres_and_no_more()
    {
        foreach (var land in Windows.Value)
        {
            var patches = DemoPatches.Of(land).ToDictionary(patch => patch.Code, patch => land.Ground.Frame.ToMetres(patch.Shape));

            Assert.Equal(land.Changes.Count, patches.Count);
            Assert.All(land.Changes, change =>
            {
                var patch = patches[DemoPatches.NumberOf(land, change)];
                var off = patch.Centroid.Distance(change.Ground.Centroid);
                Assert.InRange(off, 0.1, 3.2);
                Assert.True(change.Parcel.Metres.Contains(patch), "it stays on its parcel");
            });
        }
    }

    [Fact]
    public void Only_what_is_said_to_break_basic_farmland_lies_on_it()
    {
        foreach (var land in Windows.Value)
        {
            Assert.All(land.Changes, change => Assert.Equal(change.Story.Name == "basic_farmland", land.BasicFarmland.Contains(change.Parcel.Number)));
            Assert.All(land.Parcels.Where(parcel => land.BasicFarmland.Contains(parcel.Number)), parcel => Assert.True(parcel.Class.IsCultivated));
        }
    }

    [Fact]
    public void Supply_lies_within_approval_and_use_within_supply_but_where_the_opposite_is_planted()
    {
        foreach (var land in Windows.Value)
        {
            Assert.Equal(Planted(land, "supply_beyond_approval"), Beyond(land, "supplies", "approval", "approvals"));
            Assert.Equal(Planted(land, "use_beyond_supply"), Beyond(land, "land_uses", "supply", "supplies"));
            Assert.NotEmpty(Planted(land, "use_beyond_supply"));
        }
    }

    [Fact]
    public void Approvals_name_supplements_that_suffice_but_where_the_opposite_is_planted()
    {
        foreach (var land in Windows.Value)
        {
            var made = land.Book["supplements"].ToDictionary(one => one.Code, one => Number(one, "cultivated_m2"));
            var taken = land.Book["approvals"].Where(one => Number(one, "cultivated_m2") > 0).ToLookup(one => (string?)Value(one, "supplement"));

            Assert.Equal(Planted(land, "supplement_missing"), taken[null].Select(one => one.Code));
            Assert.All(taken.Where(group => group.Key is not null), group => Assert.True(made.ContainsKey(group.Key!), group.Key));
            Assert.Equal(Planted(land, "supplement_short"), taken.Where(group => group.Key is not null && group.Sum(one => Number(one, "cultivated_m2")) > made[group.Key] + 1).Select(group => group.Key!));
            Assert.All(land.Book["supplements"], one => Assert.True(Number(one, "cultivated_m2") <= Number(one, "area_m2"), one.Code));
        }
    }

    [Fact]
    public void Lawful_building_has_an_approval_of_before_that_covers_it_and_holds()
    {
        foreach (var land in Windows.Value)
        {
            var approvals = land.Book["approvals"].Select(one => (one, Shape: land.Ground.Frame.ToMetres(one.Shape))).ToList();
            Assert.All(land.Changes.Where(change => change.Story.Verdict is "L1" or "L2"), change => Assert.Contains(approvals, approval =>
                approval.Shape.Contains(change.Ground)
                && string.CompareOrdinal((string)Value(approval.one, "approved_on")!, "2025-10-08") <= 0
                && string.CompareOrdinal((string)Value(approval.one, "valid_to")!, "2026-10-12") >= 0));
            Assert.All(land.Changes.Where(change => change.Story.Name is "unapproved" or "basic_farmland"), change =>
                Assert.DoesNotContain(approvals, approval => approval.Shape.Intersects(change.Ground)));
        }
    }

    [Fact]
    public void Every_layer_knows_the_fields_that_its_theme_names()
    {
        var land = Windows.Value[1];

        Assert.All(LandLayer.All.Where(layer => land.Book[layer.Id].Count > 0), layer =>
            Assert.Equal(land.Book[layer.Id].Count, land.Book[layer.Id].Select(feature => feature.Code).Distinct().Count()));
        Assert.Equal(
            ["parcels", "farmland", "red_line", "growth_border", "planning_zones", "approvals", "supplies", "land_uses", "supplements", "inspections", "facility_filings", "temporary_uses",
                "exploration_rights", "mining_rights", "forest_stands", "cutting_permits", "forest_rights", "geology"],
            LandLayer.All.Where(layer => land.Book[layer.Id].Count > 0).Select(layer => layer.Id));
        Assert.Contains(land.Book["forest_stands"].GroupBy(stand => Value(stand, "number")), stand => stand.Count() == 2);
    }

    /// <summary>A window on open ground with a road and a river of our own.</summary>
    private static LandGround Ground(LandWindow window) => new(
        window, new LandFrame(new LonLat(115.0381, 37.9994)), "测试市", "Test City",
        [new GroundLine(Line(new(-3_500, 1_200), new(-200, -300), new(3_500, -1_500)), 20, null, null)],
        [new GroundLine(Line(new(-3_500, -2_400), new(0, -2_100), new(3_500, -2_600)), 90, "北河", "North River")],
        [], Sea: null);

    private static LineString Line(params Coordinate[] at) => Shape.Factory.CreateLineString(at);

    private static bool OnRim(Coordinate at, Envelope window) => at.X == window.MinX || at.X == window.MaxX || at.Y == window.MinY || at.Y == window.MaxY;

    private static double ShareOf(WindowLand land, Func<Parcel, bool> which) => land.Parcels.Where(which).Sum(parcel => parcel.AreaM2) / land.Parcels.Sum(parcel => parcel.AreaM2);

    private static string HashOf(string folder, string layer) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, $"{layer}.geojson"))));

    private static IEnumerable<string> Planted(WindowLand land, string kind) => land.Book.Contradictions.Where(one => one.Kind == kind).Select(one => one.Number);

    private static List<string> Beyond(WindowLand land, string layer, string link, string other)
    {
        var others = land.Book[other].ToDictionary(one => one.Code);
        return [.. land.Book[layer].Where(one => one.Shape.Difference(others[(string)Value(one, link)!].Shape).Area > 1e-11).Select(one => one.Code)];
    }

    private static object? Value(LandFeature feature, string property) => feature.Properties.Single(one => one.Name == property).Value;

    private static double Number(LandFeature feature, string property) => Convert.ToDouble(Value(feature, property), System.Globalization.CultureInfo.InvariantCulture);
}
