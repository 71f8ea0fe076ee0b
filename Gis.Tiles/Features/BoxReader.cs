using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gis.Tiles.Layers;
using Microsoft.Extensions.Options;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Predicate;
using Npgsql;

namespace Gis.Tiles.Features;

/// <summary>
/// Reads what lies in a small box of a stored layer, which is what maps ask for most: by a statement that is kept planned, where planning anew and having
/// the store relate every geometry to the box would take longer than all else. What it gives is what <c>items.sql</c> would.
/// </summary>
internal sealed class BoxReader(IOptions<TilesOptions> options)
{
    /// <summary>A statement that is kept planned finds all of a box before it takes the first by id; where more are expected, the store shall choose.</summary>
    private const double MostExpected = 20_000;

    private static readonly string Template = EmbeddedText.Read("Features.box.sql");

    private readonly ConcurrentDictionary<(string Layer, bool Scoped, bool NorthFirst), string> _made = new();

    /// <summary>The box, where the query asks for a small one and nothing else; else null.</summary>
    public static EastNorthBox? SmallBoxOf(VisibleLayer layer, ItemQuery query)
    {
        if (layer.Info is not { IsLive: false, FeatureCount: { } count, Extent: { } extent } || layer.Info.Past is { IsOver: true } || !query.AsksForBoxOnly)
        {
            return null;
        }

        var asked = query.Box!.Geometry.EnvelopeInternal;
        var all = new Envelope(extent.West, extent.East, extent.South, extent.North);
        var share = all.Area > 0 ? all.Intersection(asked).Area / all.Area : 1;
        return count * share <= MostExpected ? new EastNorthBox(asked.MinX, asked.MinY, asked.MaxX, asked.MaxY) : null;
    }

    /// <summary>At most one row more than the limit, as <see cref="ItemReader.ReadAsync"/>.</summary>
    public async IAsyncEnumerable<FeatureRow> ReadAsync(VisibleLayer layer, ItemQuery query, EastNorthBox box, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lease = await layer.Layer.Store.OpenPlannedAsync(cancellationToken);
        var sql = _made.GetOrAdd(
            (layer.Info.Id, !layer.Scope.IsPublic, query.Crs.NorthFirst),
            static (key, made) => made.Source.Into(Template.Replace("{columns}", FeatureJson.Columns(made.Crs), StringComparison.Ordinal), key.Scoped, key.Layer),
            (layer.Layer.Source, query.Crs));
        var shape = query.Box!.Geometry;
        using var features = new FeatureJson(query.Crs, box);
        var (wanted, behind, isLast) = (query.Limit + 1, query.After?.Id ?? long.MinValue, false);
        while (wanted > 0 && !isLast)
        {
            await using var command = ScopedCommand.For(sql, layer, lease.Connection, options.Value.ItemsTimeout);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = behind });
            foreach (var edge in (ReadOnlySpan<double>)[box.West, box.South, box.East, box.North])
            {
                command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = edge });
            }

            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = wanted });
            await command.PrepareAsync(cancellationToken);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            var asked = wanted;
            var got = 0;
            for (; await row.ReadAsync(cancellationToken); got++)
            {
                var feature = features.Read(row, hasCommon: true, sortKeys: 0);
                behind = feature.Id;
                if (!features.IsDoubtful || Meets(features.Ewkb, shape))
                {
                    wanted--;
                    yield return feature;
                }
            }

            isLast = got < asked;
        }
    }

    /// <summary>None of its vertices lies in the box, but it may go through it, or around it.</summary>
    private static bool Meets(ReadOnlyMemory<byte> ewkb, Geometry box)
    {
        var geometry = new WKBReader().Read(ewkb.ToArray());
        return box is Polygon { IsRectangle: true } rectangle ? RectangleIntersects.Intersects(rectangle, geometry) : box.Intersects(geometry);
    }
}
