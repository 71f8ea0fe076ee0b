using Gis.Tiles.Http;

namespace Gis.Tiles.Features;

/// <summary>A form in which a page of features is written, feature by feature.</summary>
internal interface IFeatureForm : IAsyncDisposable
{
    void Begin();

    /// <summary>Hands over what is written so far once it is worth it.</summary>
    ValueTask WriteAsync(FeatureRow row, CancellationToken cancellationToken);

    /// <param name="matched">Null where it is not known.</param>
    ValueTask EndAsync(int returned, long? matched, IReadOnlyList<OgcLink> links, CancellationToken cancellationToken);
}
