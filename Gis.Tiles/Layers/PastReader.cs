using Gis.Tiles.Features;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Gis.Tiles.Layers;

/// <summary>Finds what a stored layer was at the time that the parameter <c>asOf</c> names: the edition shown then, with the changes made to it by then.</summary>
internal sealed class PastReader(TimeProvider clock)
{
    public const string Parameter = "asOf";

    /// <summary>A change bears the time at which it was made, and is seen when it is stored: no transaction of ours takes so long in between.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);
    private static readonly string StateSql = EmbeddedText.Read("Layers.state-then.sql");

    /// <summary>The layer as it was, or as it is where no time is named; null with the reason where it can't be told. The caller's areas are those of now.</summary>
    public async ValueTask<(VisibleLayer? Layer, Refusal? Why)> FindAsync(VisibleLayer layer, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.Query.TryGetValue(Parameter, out var text))
        {
            return (layer, null);
        }

        if (layer.Info.IsLive)
        {
            return (null, Refusal.BadParameter(Parameter, "accepted-as-of-stored"));
        }

        var now = clock.GetUtcNow();
        return TimeOf(text.ToString(), now) is { } time
            ? await ReadAsync(layer, time, now, cancellationToken)
            : (null, Refusal.BadParameter(Parameter, "accepted-as-of"));
    }

    /// <summary>A day means its end, today the present; nobody knows the future.</summary>
    private static DateTimeOffset? TimeOf(string text, DateTimeOffset now) => TimeSpanFilter.Instant(text, endOfDay: false) switch
    {
        { } begin when begin <= now && TimeSpanFilter.Instant(text, endOfDay: true) is { } end => end < now ? end : now,
        _ => null,
    };

    private static async Task<(VisibleLayer? Layer, Refusal? Why)> ReadAsync(VisibleLayer layer, DateTimeOffset time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = layer.Layer.Store.Data.CreateCommand(StateSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Info.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return (null, Refusal.BadParameter(Parameter, "accepted-as-of-begun"));
        }

        if (row.GetBoolean(3))
        {
            return (null, new Refusal(StatusCodes.Status410Gone, "edition-dropped"));
        }

        var past = new PastState(row.GetInt32(1), IsOver: row.GetInt32(2) > row.GetInt32(1), IsSettled: now - time > Settling);
        var info = layer.Info with { Edition = row.GetInt32(0), Past = past, FeatureCount = null, Extent = null, Generalised = row.GetBoolean(4) };
        return (layer with { Layer = new Layer(info, past.IsOver ? FeatureSource.StoredThen : FeatureSource.Stored) { Store = layer.Layer.Store } }, null);
    }
}
