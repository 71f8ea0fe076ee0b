using Gis.Tiles.Crs;
using Gis.Tiles.Layers;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Writing;

/// <summary>A change that somebody wants to make to a layer.</summary>
/// <param name="Action">create, replace, update or delete.</param>
/// <param name="Id">Null where it is a new feature.</param>
/// <param name="System">The system of the body's coordinates.</param>
/// <param name="Wanted">What the feature is to be; null where it is to go, or to be patched.</param>
internal sealed record Change(
    VisibleLayer Layer, WriteScope Scope, Author Author, string Action, long? Id, ReferenceSystem System, HttpRequest Request, WantedFeature? Wanted)
{
    /// <summary>Makes what is to be of what is.</summary>
    public Func<CurrentFeature, WantedFeature>? Patch { get; init; }
}
