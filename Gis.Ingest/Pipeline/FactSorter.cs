using System.Text.Json;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Meters;
using Gis.Ingest.Positions;
using Gis.Ingest.Quality;
using Gis.Ingest.Readings;
using Gis.Ingest.Video;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// Turns what messages state into what is stored: finds each value's datastream, decides its quality, refuses times that can't be
/// (<see cref="Sort"/>), and puts every fact where the transaction looks for it (<see cref="TryAdd"/>).
/// </summary>
internal static class FactSorter
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Sorts what was decoded; holds however often the message is tried.</summary>
    public static SortedFacts Sort(Envelope envelope, Decoded decoded, DateTimeOffset now)
    {
        var sorted = new SortedFacts(decoded);
        foreach (var fact in decoded.Facts)
        {
            if (TimeOf(fact) is { } at && !TimeWindow.Accepts(at, now))
            {
                sorted.Refuse(NameOf(fact), "time-out-of-window", "A time lies between 2000-01-01 and ten minutes from now.");
            }
            else if (fact is not (InstantReading or PeriodReading))
            {
                sorted.Others.Add(fact);
            }
            else if (ToRow(fact, envelope) is { } row)
            {
                sorted.Values.Add(row);
            }
            else
            {
                sorted.AddUnknown(NameOf(fact));
            }
        }

        if (sorted.Unknown is { } unknown)
        {
            var why = $"No datastream for {string.Join(", ", unknown)} is registered with this thing.";
            foreach (var property in unknown)
            {
                sorted.Refuse(property, "unknown-datastream", why);
            }
        }

        return sorted;
    }

    /// <summary>Adds one message to the batch; false when it contradicts a value in the batch, so that it must wait for the next.</summary>
    public static bool TryAdd(Batch batch, Envelope envelope, SortedFacts sorted)
    {
        if (!batch.TryAdd(sorted.Values))
        {
            return false;
        }

        envelope.Values += sorted.Values.Count;
        if (sorted.Refused.Count > 0)
        {
            envelope.Refused.AddRange(sorted.Refused);
        }

        var tookSome = sorted.Values.Count > 0 || sorted.Others.Exists(other => Keeps(other, sorted));
        envelope.TookSome |= tookSome;
        AddOthers(batch, envelope, sorted.Others);
        AddRejections(batch, envelope, sorted, tookSome);
        if (sorted.Unknown is { } unknown && tookSome)
        {
            batch.Notes.Add((envelope, UnknownItems(envelope, unknown)));
        }

        return true;
    }

    /// <summary>The store keeps what it states. A meter's report is kept by its values and alarms alone; one that states nothing is a sign of life.</summary>
    private static bool Keeps(FieldFact other, SortedFacts sorted) => other switch
    {
        DeviceNote { Kind: "bad_item" } => false,
        MeterReport report => report.Flags is not null || sorted.Refused.Count == 0,
        _ => true,
    };

    private static void AddOthers(Batch batch, Envelope envelope, List<FieldFact> others)
    {
        foreach (var fact in others)
        {
            switch (fact)
            {
                case DeviceNote note:
                    batch.Notes.Add((envelope, note));
                    break;
                case DeviceFact said:
                    batch.Devices.Add((envelope, said));
                    break;
                case UnitPosition position:
                    batch.Positions.Add((envelope, position));
                    break;
                case UnitReport report:
                    batch.Reports.Add((envelope, report));
                    break;
                case MeterReport report:
                    batch.Meters.Add((envelope, report));
                    break;
                case VideoSighting sighting:
                    batch.Sightings.Add((envelope, sighting));
                    break;
                case SnapshotTaken snapshot:
                    batch.Snapshots.Add((envelope, snapshot));
                    break;
            }
        }
    }

    /// <summary>A message of which nothing was taken is rejected, and one that states impossible times too.</summary>
    private static void AddRejections(Batch batch, Envelope envelope, SortedFacts sorted, bool tookSome)
    {
        foreach (var why in sorted.Rejections)
        {
            batch.Rejected.Add((envelope, why));
        }

        if (sorted.Refused.Count == 0)
        {
            return;
        }

        var worst = sorted.Refused.FirstOrDefault(r => r.Why.Code == "time-out-of-window") ?? sorted.Refused[0];
        if (!tookSome || worst.Why.Code == "time-out-of-window")
        {
            batch.Rejected.Add((envelope, worst.Why));
        }
    }

    /// <summary>One note a day, however often a device sends what nobody has registered.</summary>
    private static DeviceNote UnknownItems(Envelope envelope, SortedSet<string> unknown)
    {
        var day = new DateTimeOffset(envelope.ReceivedAt.ToOffset(Beijing).Date, Beijing).ToUniversalTime();
        return new DeviceNote(
            "unknown_items", day, JsonSerializer.Serialize(new Dictionary<string, IEnumerable<string>> { ["properties"] = unknown }));
    }

    private static ValueRow? ToRow(FieldFact fact, Envelope envelope) => fact switch
    {
        InstantReading r when envelope.Thing!.Instant(r.Property) is { } stream => new ValueRow(
            stream, TimeWindow.ToStorePrecision(r.At), r.Value, r.ZsValue, PeriodFigures.None, r.Flag,
            QualityRules.Assess(r.Value, r.Flag, stream.GateMin, stream.GateMax, r.ClockOff), r.ResultTime, envelope),
        PeriodReading r when envelope.Thing!.Period(r.Property, r.PeriodS) is { } stream => ToRow(r, stream, envelope),
        _ => null,
    };

    private static ValueRow ToRow(PeriodReading reading, StreamEntry stream, Envelope envelope)
    {
        var figures = reading.Figures;
        var value = figures.Avg ?? figures.Max ?? figures.Min ?? figures.Cou;
        // The gate is one of concentrations and flows; a total of the period has no gate.
        var isTotalOnly = figures.Avg is null && figures.Max is null && figures.Min is null;
        var quality = reading.NotANumber ? ValueQuality.NotANumber
            : QualityRules.Assess(value, reading.Flag, isTotalOnly ? null : stream.GateMin, isTotalOnly ? null : stream.GateMax);
        return new ValueRow(
            stream, TimeWindow.ToStorePrecision(reading.Start), value, figures.ZsAvg, figures, reading.Flag, quality, null, envelope);
    }

    private static DateTimeOffset? TimeOf(FieldFact fact) => fact switch
    {
        InstantReading r => r.At,
        PeriodReading r => r.Start,
        DeviceNote n => n.At,
        DeviceFact d => d.At,
        UnitPosition p => p.At,
        UnitReport r => r.At,
        MeterReport r => r.ReadAt,
        VideoSighting s => s.StartedAt,
        _ => null,
    };

    private static string NameOf(FieldFact fact) => fact switch
    {
        InstantReading r => r.Property,
        PeriodReading r => r.Property,
        _ => "time",
    };
}
