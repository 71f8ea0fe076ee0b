namespace Gis.Demo.Field;

/// <summary>A device's way to the system: over the broker, or a connection of its own.</summary>
internal interface IFieldLink : IAsyncDisposable
{
    /// <summary>Gives the message to the other side; throws when that refuses, says nothing or is not there.</summary>
    Task PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
