using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gis.Tiles.Reading;

/// <summary>The servers that layers are read from: the primary, and its hot standby where there is one, which then takes all reads that it can answer truly.</summary>
internal sealed class ReadStores : IAsyncDisposable
{
    /// <summary>Names the standby's connection string beside <see cref="TilesModule.StoreKey"/>.</summary>
    public const string StandbyKey = "tiles.standby";

    private const string PrimarySql = "SELECT pg_current_wal_flush_lsn() WHERE NOT pg_is_in_recovery()";

    private const string StandbySql =
        """
        SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END,
               extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8
        """;

    private readonly ReadStore _primary;
    private readonly ReadStore? _standby;
    private readonly NpgsqlDataSource? _standbyData;
    private readonly ServerProbe? _askPrimary;
    private readonly ServerProbe? _askStandby;
    private readonly StandbyLag _lag;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _looking = new(1);
    private readonly TimeProvider _clock;
    private readonly ILogger<ReadStores> _logger;
    private readonly long _began;
    private ReadChoice _told = ReadChoice.Primary;

    public ReadStores(
        [FromKeyedServices(TilesModule.StoreKey)] NpgsqlDataSource primary, IConfiguration configuration, IOptions<TilesOptions> options, TilesMetrics metrics,
        TimeProvider clock, ILogger<ReadStores> logger)
    {
        (_clock, _logger, _began) = (clock, logger, clock.GetTimestamp());
        _lag = new StandbyLag(options.Value.StandbyLag);
        var primaryString = configuration.GetConnectionString(TilesModule.StoreKey)!;
        _primary = new ReadStore(primary, primaryString);
        if (configuration.GetConnectionString(StandbyKey) is not { Length: > 0 } standbyString)
        {
            return;
        }

        _standbyData = NpgsqlDataSource.Create(standbyString);
        _standby = new ReadStore(_standbyData, standbyString);
        _askPrimary = new ServerProbe(primaryString, PrimarySql);
        _askStandby = new ServerProbe(standbyString, StandbySql);
        metrics.ObserveStandby(() => Tell().Age is { } age ? age.TotalMilliseconds : null);
    }

    public bool HasStandby => _standby is not null;

    private TimeSpan Now => _clock.GetElapsedTime(_began);

    public ReadChoice Choose()
    {
        if (_standby is null)
        {
            return ReadChoice.Primary;
        }

        lock (_gate)
        {
            return _lag.Choose(Now);
        }
    }

    public ReadStore Of(ReadChoice choice) => choice.IsStandby ? _standby! : _primary;

    /// <summary>
    /// The timestamp from which on what is read there now may be old: that of the present, less the standby's age. Where that is no longer known to be small,
    /// it is the present again: to read anew would find no more.
    /// </summary>
    public long TrueAt(ReadChoice choice) =>
        _clock.GetTimestamp() - (choice is { IsStale: false, Age: { } age } ? (long)(age.TotalSeconds * _clock.TimestampFrequency) : 0);

    /// <summary>This process has changed something: it reads from the primary until the standby has that.</summary>
    public void Wrote()
    {
        lock (_gate)
        {
            _lag.Wrote(Now);
        }
    }

    public (bool PrimaryAnswers, bool StandbyAnswers, bool IsPromoted, TimeSpan? Age) Tell()
    {
        lock (_gate)
        {
            return _lag.Tell(Now);
        }
    }

    /// <summary>Asks both how far they are. Whoever comes while somebody asks waits for that.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            await LookAtPrimaryAsync(cancellationToken);
            await LookAtStandbyAsync(cancellationToken);
            Report();
        }
        finally
        {
            _looking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resource in (IAsyncDisposable?[])[_askPrimary, _askStandby, _primary, _standby, _standbyData])
        {
            if (resource is not null)
            {
                await resource.DisposeAsync();
            }
        }

        _looking.Dispose();
    }

    private async Task LookAtPrimaryAsync(CancellationToken cancellationToken)
    {
        var askedAt = Now;
        var (answered, position) = await _askPrimary!.AskAsync(row => (ulong)row.GetFieldValue<NpgsqlTypes.NpgsqlLogSequenceNumber>(0), cancellationToken);
        lock (_gate)
        {
            if (answered)
            {
                _lag.PrimaryTold(askedAt, position);
            }
            else
            {
                _lag.PrimaryFailed();
            }
        }
    }

    private async Task LookAtStandbyAsync(CancellationToken cancellationToken)
    {
        var askedAt = Now;
        var (answered, state) = await _askStandby!.AskAsync(
            row => (Replayed: row.IsDBNull(0) ? null : (ulong?)row.GetFieldValue<NpgsqlTypes.NpgsqlLogSequenceNumber>(0), SinceLast: row.IsDBNull(1) ? null : (TimeSpan?)TimeSpan.FromSeconds(row.GetDouble(1))),
            cancellationToken);
        lock (_gate)
        {
            if (answered)
            {
                _lag.StandbyTold(askedAt, state.Replayed, state.SinceLast);
            }
            else
            {
                _lag.StandbyFailed();
            }
        }
    }

    /// <summary>Once each time that reads go elsewhere.</summary>
    private void Report()
    {
        var choice = Choose();
        if ((choice.IsStandby, choice.IsStale) != (_told.IsStandby, _told.IsStale))
        {
            _logger.ReadsGo(choice.IsStandby ? "standby" : "primary", choice.Age?.TotalMilliseconds, choice.IsStale);
        }

        _told = choice;
    }
}
