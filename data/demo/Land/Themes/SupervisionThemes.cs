using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;
using Gis.Demo.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Demo.Land.Themes;

/// <summary>
/// The papers of each change, of built land that stands for years, and of greenhouses: approval, supply, use, supplement, inspection and filings. What is
/// supplied lies within what was approved, what is used within what was supplied, except where the opposite is planted.
/// </summary>
internal sealed class SupervisionThemes(LandGround ground, IReadOnlyList<Parcel> parcels, IReadOnlyList<Change> changes, ThemeBook book)
{
    private const double ApprovedBeyondM = 4;
    private const double SuppliedBeyondM = 2.5;

    private readonly Dice _dice = Dice.For("land", "papers", ground.Window.County);
    private readonly string _county = ground.Window.County;
    private readonly List<(DateOnly Day, double CultivatedM2)> _owed = [];
    private int _approval;
    private int _supply;
    private int _filing;

    public void Make()
    {
        foreach (var change in changes)
        {
            Write(change);
        }

        WriteStandingWorks();
        WriteStandingFilings();
        PlantPapersWithoutLand();
        WriteSupplements();
        WriteInspections();
    }

    private void Write(Change change)
    {
        var number = change.Story.Name switch
        {
            "approved_supplied" => Approve(change.Ground.Buffer(ApprovedBeyondM, 1), Recent(), "0601", change.Parcel),
            "approved_not_supplied" => Approve(change.Ground.Buffer(ApprovedBeyondM, 1), Recent(), "0601", change.Parcel),
            "more_than_approved" => Approve(PartOf(change), Recent(), "0601", change.Parcel),
            "approval_expired" => Approve(change.Ground.Buffer(ApprovedBeyondM, 1), Day(2022, 2, 300), "0601", change.Parcel),
            "approved_after_start" => Approve(change.Ground.Buffer(ApprovedBeyondM, 1), Day(2026, 2, 150), "0601", change.Parcel),
            "other_use" => Approve(change.Ground.Buffer(ApprovedBeyondM, 1), Recent(), "1003", change.Parcel),
            _ => null,
        };
        switch (change.Story.Name)
        {
            case "approved_supplied":
                var contract = Day(2025, 9, 18).AddDays(18);
                var supply = Supply(change.Ground.Buffer(SuppliedBeyondM, 1), number!, contract, "0601");
                Use(change.Ground, supply, "0601", contract.AddDays(20), null, null, 0.5 * change.Ground.Area);
                break;
            case "approval_expired":
                book.Plant("approval_expired_before_building", "approvals", number!);
                break;
            case "facility_filed":
                File("facility_filings", "设备", change.Ground.Buffer(ApprovedBeyondM, 1), "种植设施", "1202", Day(2025, 3, 200), 60);
                break;
            case "facility_other_use":
                File("facility_filings", "设备", change.Ground.Buffer(ApprovedBeyondM, 1), "看护房", "1202", Day(2025, 3, 200), 60);
                break;
            case "facility_expired":
                book.Plant("filing_expired", "facility_filings", File("facility_filings", "设备", change.Ground.Buffer(ApprovedBeyondM, 1), "种植设施", "1202", Day(2020, 7, 300), 60));
                break;
            case "temporary_approved":
                File("temporary_uses", "临", change.Ground.Buffer(ApprovedBeyondM, 1), "工程临时堆料", "1301", Day(2025, 3, 200), 24);
                break;
            case "temporary_expired":
                book.Plant("temporary_expired", "temporary_uses", File("temporary_uses", "临", change.Ground.Buffer(ApprovedBeyondM, 1), "工程临时堆料", "1301", Day(2023, 6, 200), 24));
                break;
        }
    }

    /// <summary>Less than what was built: from one end of the ground to 40–75 % of its length.</summary>
    private Geometry PartOf(Change change)
    {
        var turn = change.TurnDeg * Math.PI / 180;
        var (cos, sin) = (Math.Cos(turn), Math.Sin(turn));
        var (low, high) = ConvexCut.Reach(change.Ground.Coordinates, cos, sin);
        var end = low + ((high - low) * _dice.Between(0.4, 0.75));
        var middle = change.Ground.Centroid.Coordinate;
        var across = ConvexCut.Reach(change.Ground.Coordinates, -sin, cos);
        var centre = (low + end) / 2 - ((middle.X * cos) + (middle.Y * sin));
        return Shape.Turned(
            new Coordinate(middle.X + (centre * cos), middle.Y + (centre * sin)), end - low + 4, (2 * (across.High - across.Low)) + 20, change.TurnDeg)
            .Intersection(change.Ground.Buffer(3, 1));
    }

    /// <summary>Works and housing of earlier years have their whole chain of papers; some of it wrong, on purpose.</summary>
    private void WriteStandingWorks()
    {
        var standing = parcels
            .Where(parcel => parcel.Class == LandClass.Industry || parcel.Class == LandClass.Storage || parcel.Class == LandClass.TownHouses || parcel.Class == LandClass.Office)
            .Where(parcel => parcel.AreaM2 > 4_000 && _dice.Next() < (parcel.Class == LandClass.TownHouses ? 0.15 : 0.6))
            .ToList();
        for (var i = 0; i < standing.Count; i++)
        {
            var parcel = standing[i];
            var approved = Day(2012 + (i % 10), 1 + (i % 12), 28);
            var whole = parcel.Metres;
            var part = i switch { 0 or 1 => Part(parcel, 0.7), _ => whole };
            var number = Approve(i == 2 ? Part(parcel, 0.6) : whole, approved, parcel.Class.Code, parcel, cultivatedShare: 0.7);
            var supply = Supply(part, number, approved.AddDays(150), parcel.Class.Code);
            var use = Use(whole, supply, parcel.Class.Code, approved.AddDays(260), approved.AddDays(900), null, 0.4 * parcel.AreaM2);
            if (i < 2)
            {
                book.Plant("use_beyond_supply", "land_uses", use);
            }
            else if (i == 2)
            {
                book.Plant("supply_beyond_approval", "supplies", supply);
                book.Plant("use_beyond_approval", "land_uses", use);
            }
        }

        var vacant = parcels.Where(parcel => parcel.Class == LandClass.Vacant && parcel.AreaM2 > 1_000).Take(2).ToList();
        foreach (var parcel in vacant)
        {
            var approved = Day(2021, 3, 200);
            var supply = Supply(parcel.Metres, Approve(parcel.Metres, approved, "0601", parcel), approved.AddDays(200), "0601");
            Use(parcel.Metres, supply, "0601", null, null, approved.AddDays(200 + 730), 0);
            book.Plant("supplied_and_idle", "supplies", supply);
        }
    }

    private void WriteStandingFilings()
    {
        var houses = parcels.Where(parcel => parcel is { Class.Code: "1202", AreaM2: > 2_000 }).ToList();
        for (var i = 0; i < houses.Count; i++)
        {
            if (i == 0 || _dice.Next() < 0.8)
            {
                var isOld = i is 0 or 1 or 2;
                var number = File("facility_filings", "设备", houses[i].Metres, i % 5 == 4 ? "养殖设施" : "种植设施", "1202", isOld ? Day(2019, 5, 300) : Day(2022, 1, 1_000), 60);
                if (isOld)
                {
                    book.Plant("filing_expired_in_use", "facility_filings", number);
                }
            }
        }
    }

    /// <summary>Approvals that nobody used for two years, and one whose supplement is on no list.</summary>
    private void PlantPapersWithoutLand()
    {
        foreach (var parcel in parcels.Where(parcel => parcel.Tract == Tract.Orchards && parcel.AreaM2 > 5_000 && changes.All(change => change.Parcel != parcel)).Take(2))
        {
            book.Plant("approval_unused", "approvals", Approve(Part(parcel, 0.8), Day(2023, 4, 200), "0601", parcel));
        }
    }

    /// <summary>Each makes up for some approvals, was accepted before the first of them, and is land that nothing else touches.</summary>
    private void WriteSupplements()
    {
        var blocks = parcels.Where(parcel => parcel.Class.IsCultivated).GroupBy(parcel => parcel.Block)
            .Where(block => !changes.Any(change => change.Parcel.Block == block.Key))
            .Select(block => (Parcels: block.ToList(), AreaM2: block.Sum(parcel => parcel.AreaM2)))
            .OrderBy(block => block.AreaM2)
            .ToList();
        foreach (var (group, i) in _owed.Chunk(4).Select((group, i) => (group, i)))
        {
            var number = SupplementOf(i);
            var owed = group.Sum(one => one.CultivatedM2);
            var enough = blocks.Where(block => block.AreaM2 > owed * 1.15).DefaultIfEmpty(blocks[^1]).ToList();
            var made = enough[i * 7 % enough.Count];
            var isShort = i == 1;
            book.Add(
                "supplements", number, "补充耕地项目", "Supplementary farmland", CoverageUnion.Union(Shape.Factory.BuildGeometry(made.Parcels.Select(parcel => (Geometry)parcel.Shape))),
                ("number", number), ("project", $"{ground.Window.TownshipZh}土地整治项目{i + 1}（演示）"), ("accepted_on", Iso(new DateOnly(group.Min(one => one.Day.Year) - 1, 6, 30))),
                ("cultivated_m2", Math.Round(owed * (isShort ? 0.6 : 1.1))), ("area_m2", Math.Round(made.AreaM2, 2)));
            if (isShort)
            {
                book.Plant("supplement_short", "supplements", number);
            }
        }

        var missing = book["approvals"].First(approval => approval.Properties.Any(one => one is { Name: "supplement", Value: null }));
        book.Plant("supplement_missing", "approvals", missing.Code);
    }

    private void WriteInspections()
    {
        var checkedBefore = parcels.Where(parcel => parcel.Class == LandClass.Industry || parcel.Class == LandClass.VillageHouses).Where((_, i) => i % 23 == 3).Take(10);
        foreach (var (parcel, i) in checkedBefore.Select((parcel, i) => (parcel, i)))
        {
            var number = $"{ground.CountyZh}立案〔{2022 + (i % 4)}〕{i + 1:D3}号";
            var found = Day(2022 + (i % 4), 3, 200);
            book.Add(
                "inspections", number, "执法检查", "Inspection", parcel.Shape,
                ("number", number), ("source", (string[])["卫片图斑", "巡查", "12336 举报"] is var from ? from[i % 3] : null), ("party", $"演示当事人{i + 1}"),
                ("found_on", Iso(found)), ("closed_on", i % 5 == 4 ? null : Iso(found.AddDays(140))), ("verdict", i % 5 == 4 ? null : i % 2 == 0 ? "L1" : "O6"));
        }
    }

    /// <summary>Writes an approval; those that take cultivated land name the project that makes up for it.</summary>
    private string Approve(Geometry metres, DateOnly day, string use, Parcel parcel, double cultivatedShare = 1)
    {
        var shape = OnMap(metres);
        var area = EllipsoidSurface.AreaM2(shape);
        var cultivated = parcel.Class.IsCultivated || parcel.Class.IsBuilt ? area * cultivatedShare : 0;
        var number = $"冀政转征函〔{day.Year}〕{_county[2..]}-{++_approval:D4}号";
        var isMissing = _approval == 2;
        string? supplement = null;
        if (cultivated > 0 && !isMissing)
        {
            supplement = SupplementOf(_owed.Count / 4);
            _owed.Add((day, cultivated));
        }

        book.Add(
            "approvals", number, "农用地转用批复", "Conversion approval", shape,
            ("number", number), ("project", $"{ground.CountyZh}{day.Year}年度第{(_approval % 12) + 1}批次建设用地（演示）"), ("level", area > 50_000 ? "国务院" : "省政府"),
            ("kind", "批次"), ("use", use), ("approved_on", Iso(day)), ("valid_to", Iso(day.AddYears(2))), ("area_m2", Math.Round(area, 2)),
            ("cultivated_m2", Math.Round(cultivated, 2)), ("supplement", supplement));
        return number;
    }

    private string Supply(Geometry metres, string approval, DateOnly day, string use)
    {
        var shape = OnMap(metres);
        var number = $"{_county}{day.Year}B{++_supply:D5}";
        book.Add(
            "supplies", number, "供地", "Land supply", shape,
            ("number", number), ("approval", approval), ("kind", _supply % 4 == 0 ? "划拨" : "出让"), ("use", use), ("contract_on", Iso(day)), ("valid_to", Iso(day.AddYears(50))),
            ("start_due", Iso(day.AddYears(1))), ("finish_due", Iso(day.AddYears(3))), ("area_m2", Math.Round(EllipsoidSurface.AreaM2(shape), 2)));
        return number;
    }

    private string Use(Geometry metres, string supply, string use, DateOnly? started, DateOnly? finished, DateOnly? idle, double builtM2)
    {
        var number = $"YD{supply}";
        book.Add(
            "land_uses", number, "用地", "Land in use", OnMap(metres),
            ("number", number), ("supply", supply), ("use", use), ("started_on", Iso(started)), ("finished_on", Iso(finished)), ("idle_since", Iso(idle)), ("built_m2", Math.Round(builtM2)));
        return number;
    }

    private string File(string layer, string word, Geometry metres, string kind, string use, DateOnly day, int months)
    {
        var shape = OnMap(metres);
        var number = $"{ground.CountyZh}{word}〔{day.Year}〕{++_filing:D4}号";
        book.Add(
            layer, number, layer == "temporary_uses" ? "临时用地" : "设施农用地备案", layer == "temporary_uses" ? "Temporary land use" : "Facility-farmland filing", shape,
            ("number", number), ("kind", kind), ("use", use), (layer == "temporary_uses" ? "approved_on" : "filed_on", Iso(day)), ("valid_to", Iso(day.AddMonths(months))),
            ("area_m2", Math.Round(EllipsoidSurface.AreaM2(shape), 2)));
        return number;
    }

    private static Polygon Part(Parcel parcel, double share)
    {
        var (sin, cos) = Math.SinCos(parcel.TurnDeg * Math.PI / 180);
        var (low, high) = ConvexCut.Reach(parcel.Metres.Coordinates, cos, sin);
        var middle = parcel.Metres.EnvelopeInternal.Centre;
        var off = low + ((high - low) * share / 2) - ((middle.X * cos) + (middle.Y * sin));
        var half = Shape.Turned(new Coordinate(middle.X + (off * cos), middle.Y + (off * sin)), (high - low) * share, 3_000, parcel.TurnDeg);
        // Somewhat inside, so that rounding to the map's grid brings it nowhere beyond the parcel.
        return Shape.Largest(half.Intersection(parcel.Metres.Buffer(-0.5, 1))) ?? parcel.Metres;
    }

    private string SupplementOf(int i) => $"BC{_county}-{i + 1:D3}";

    private Geometry OnMap(Geometry metres) => ground.Frame.ToLonLat(metres);

    /// <summary>Before the earlier picture, so that nothing was begun without it, and long enough for the later one.</summary>
    private DateOnly Recent() => Day(2025, 4, 160);

    private DateOnly Day(int year, int month, int within) => new DateOnly(year, month, 1).AddDays(_dice.Below(within));

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
