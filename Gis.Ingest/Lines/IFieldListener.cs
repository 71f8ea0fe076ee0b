namespace Gis.Ingest.Lines;

/// <summary>Keeps one kind of line open: a session at a broker, a listening port.</summary>
internal interface IFieldListener
{
    /// <summary>Binds what it listens on; what can't be bound fails the start.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes messages in until <paramref name="cancellationToken"/> says stop; acknowledgements and answers go out until then.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Waits until what was to be answered has gone out, as far as it can.</summary>
    Task WhenSentAsync(CancellationToken cancellationToken);
}
