using Gis.Ingest.Hj212.Devices;
using Npgsql;

namespace Gis.Ingest.Pipeline;

/// <summary>
/// The things and units that the field's names stand for, kept after the first asking. What the command part changes is announced in the
/// live log; such entries are forgotten before the next batch. An unknown name is asked for each time, so a new device is heard at once.
/// </summary>
internal sealed class FieldRegistry(DeviceAccessReader access, TimeProvider clock)
{
    private const int MostEntries = 200_000;

    // Longer than this without a look at the log, and everything is forgotten instead of searching far back.
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(30);

    private readonly Dictionary<(string Scheme, string Code), ThingEntry> _things = [];
    private readonly Dictionary<string, UnitEntry> _units = [];
    private long _seenSeq = -1;
    private long _lastLook;

    public ThingEntry? Thing(string scheme, string code) => _things.GetValueOrDefault((scheme, code));

    public UnitEntry? Unit(string code) => _units.GetValueOrDefault(code);

    /// <summary>Brings the registry up to date for these names.</summary>
    public async Task LoadAsync(NpgsqlConnection connection, IReadOnlyCollection<FieldTopic> topics, CancellationToken cancellationToken)
    {
        await ForgetChangedAsync(connection, cancellationToken);
        if (_things.Count + _units.Count > MostEntries)
        {
            Forget();
        }

        var missingThings = topics.Where(t => t.Scheme != FieldTopic.UnitScheme && !_things.ContainsKey((t.Scheme, t.Code)))
            .Select(t => (t.Scheme, t.Code)).Distinct().ToList();
        if (missingThings.Count > 0)
        {
            var devices = new List<ThingEntry>();
            await foreach (var (scheme, code, thing) in RegistryQueries.LoadThingsAsync(connection, missingThings, cancellationToken))
            {
                _things[(scheme, code)] = thing;
                if (scheme == FieldTopic.DeviceScheme)
                {
                    devices.Add(thing);
                }
            }

            await LoadAccessAsync(connection, devices, cancellationToken);
        }

        var missingUnits = topics.Where(t => t.Scheme == FieldTopic.UnitScheme && !_units.ContainsKey(t.Code)).Select(t => t.Code).Distinct().ToList();
        if (missingUnits.Count > 0)
        {
            await foreach (var (code, unit) in RegistryQueries.LoadUnitsAsync(connection, missingUnits, cancellationToken))
            {
                _units[code] = unit;
            }
        }
    }

    private async Task LoadAccessAsync(NpgsqlConnection connection, List<ThingEntry> devices, CancellationToken cancellationToken)
    {
        if (devices.Count > 0)
        {
            var asked = await access.ReadAsync(connection, [.. devices.Select(d => d.Id)], cancellationToken);
            devices.ForEach(d => d.Access = asked.GetValueOrDefault(d.Id, DeviceAccess.Open));
        }
    }

    private async Task ForgetChangedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (seq, thingIds, unitIds) = await RegistryQueries.ChangesAsync(connection, _seenSeq, cancellationToken);
        if (clock.GetElapsedTime(_lastLook) > LookBack)
        {
            Forget();
        }

        if (thingIds.Count > 0)
        {
            foreach (var known in _things.Where(t => thingIds.Contains(t.Value.Id)).ToList())
            {
                _things.Remove(known.Key);
            }
        }

        if (unitIds.Count > 0)
        {
            foreach (var known in _units.Where(u => unitIds.Contains(u.Value.Id)).ToList())
            {
                _units.Remove(known.Key);
            }
        }

        _seenSeq = seq;
        _lastLook = clock.GetTimestamp();
    }

    private void Forget()
    {
        _things.Clear();
        _units.Clear();
    }
}
