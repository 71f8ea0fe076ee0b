using Gis.Server.Access;
using Gis.Server.Land;
using Gis.Server.OneMap.Contradictions;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Server.OneMap.Parcels;

/// <summary>Reads a parcel with its life line, as one caller may see it: what he may not see is absent from it.</summary>
internal sealed class ParcelReader(NpgsqlDataSource store, AreaTree areas, TimeProvider clock)
{
    /// <summary>Records of one theme on one line.</summary>
    private const int MostOfTheme = 200;

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Beijing).Date);

    /// <summary>Null where there is no such parcel that the caller may see.</summary>
    public async Task<ParcelCard?> FindAsync(long id, Caller caller, DateOnly day, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var sources = await LandSources.ReadAsync(connection, caller, cancellationToken);
        return sources.Find(LandTheme.LandUse) is { } parcels && await LandStore.ByIdAsync(connection, parcels, id, cancellationToken) is [var parcel]
            ? await CardAsync(connection, sources, parcel, parcel.Geometry, caller.ReadingRoots, day, cancellationToken)
            : null;
    }

    public async Task<ParcelCard> AtAsync(double lon, double lat, Caller caller, DateOnly day, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        var sources = await LandSources.ReadAsync(connection, caller, cancellationToken);
        var point = new Point(lon, lat);
        var parcel = sources.Find(LandTheme.LandUse) is { } parcels && await LandStore.MeetingAsync(connection, parcels, point, 1, cancellationToken) is [var met] ? met : null;
        return await CardAsync(connection, sources, parcel, parcel?.Geometry ?? point, caller.ReadingRoots, day, cancellationToken);
    }

    private async Task<ParcelCard> CardAsync(
        NpgsqlConnection connection, LandSources sources, LandRecord? parcel, Geometry place, string[] reading, DateOnly day, CancellationToken cancellationToken)
    {
        var touching = new List<LandRecord>();
        var isCut = false;
        foreach (var source in sources.ByTheme.Values.Where(source => source.Theme.Theme is not (LandTheme.LandUse or LandSources.Counties)))
        {
            var met = await LandStore.MeetingAsync(connection, source, place, MostOfTheme + 1, cancellationToken);
            isCut |= met.Count > MostOfTheme;
            touching.AddRange(met.Take(MostOfTheme));
        }

        var steps = LifeLine.Of(place, touching, await NamedAsync(connection, sources, touching, cancellationToken), day);

        // Judged is what lies here for good: not what only meets the border, and no theme that but stands beside, for what lies around that may be the whole province.
        var here = steps.Where(step => step.Touches && !step.IsSliver).Select(step => (step.Theme, step.Feature)).ToHashSet();
        List<LandRecord> judged = [.. touching.Where(record => ContradictionRules.Judged.Contains(record.Theme) && here.Contains((record.Theme, record.Feature)))];
        if (parcel is not null)
        {
            judged.Add(parcel);
        }

        var book = await LandBookReader.ReadAsync(connection, sources, judged, cancellationToken);
        return new ParcelCard(
            parcel is null ? null : ParcelOf(parcel),
            day,
            steps,
            sources.Find(LandTheme.LandUse) is { } parcels ? await ParcelHistory.ReadAsync(connection, parcels, place, cancellationToken) : [],
            [.. ContradictionRules.Find(book, day).Select(one => RowOf(one, sources))],
            ContradictionRules.NotJudged(sources.Sees),
            isCut)
        {
            Patches = await LifePatches.ReadAsync(connection, place, reading, day, cancellationToken),
        };
    }

    /// <summary>What the records name by number, and what that names again, wherever it lies.</summary>
    private static async Task<IReadOnlyList<LandRecord>> NamedAsync(
        NpgsqlConnection connection, LandSources sources, IReadOnlyList<LandRecord> touching, CancellationToken cancellationToken)
    {
        var named = new List<LandRecord>();
        foreach (var theme in (string[])[LandTheme.Supply, LandTheme.Approval, LandTheme.Supplement])
        {
            var there = touching.Concat(named).ToList();
            string[] numbers = [.. there.SelectMany(LifeLine.LinksOf).Where(link => link.Role == theme).Select(link => link.Number)
                .Except(there.Where(record => record.Theme == theme).Select(record => record.Number).OfType<string>())];
            if (sources.Find(theme) is { } source)
            {
                named.AddRange(await LandStore.BySayingAsync(connection, source, "number", numbers, MostOfTheme, cancellationToken));
            }
        }

        return named;
    }

    private ContradictionRow RowOf(Contradiction one, LandSources sources) => new(
        null, one.Subject.AreaCode, one.Rule, ReferenceOf(one.Subject), one.Other is { } other && Sees(other, sources) ? ReferenceOf(other) : null,
        one.AreaM2 is { } m2 ? Math.Round(m2, 2) : null, one.Parameters, one.At.X, one.At.Y);

    private bool Sees(LandRecord record, LandSources sources) =>
        sources.Find(record.Theme) is { } source && (source.IsWhole || (record.AreaCode is { } area ? areas.IsWithin(area, source.Roots) : source.IsTop));

    private static LandReference ReferenceOf(LandRecord record) => new(record.Theme, record.Layer, record.Feature, record.Number);

    private static Parcel ParcelOf(LandRecord parcel)
    {
        var known = LandClasses.Standard.Find(LandClasses.Status, parcel.Text("class"));
        var box = parcel.Geometry.EnvelopeInternal;
        return new Parcel(
            parcel.Feature, parcel.Layer, parcel.Number, parcel.Text("class"), known?.NameZh ?? parcel.Text("class_name"), known?.NameEn, known?.Kind, parcel.Text("owner"), parcel.Text("owner_kind"),
            parcel.Text("location"), parcel.AreaCode, LandArea.Of(parcel.AreaM2), parcel.Amount("area_m2"), [box.MinX, box.MinY, box.MaxX, box.MaxY]);
    }
}
