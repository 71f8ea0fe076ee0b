namespace Gis.Demo.Simulation;

/// <summary>Something in the field that acts from time to time.</summary>
internal interface IFieldDevice : IAsyncDisposable
{
    string Code { get; }

    DateTimeOffset FirstDue(DateTimeOffset now);

    /// <summary>Does what is due, and says when the next thing is.</summary>
    Task<DateTimeOffset> RunAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
