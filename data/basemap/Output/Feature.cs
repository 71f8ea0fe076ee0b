using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Gis.BaseMap.Output;

/// <summary>One row of a layer: an id that stays the same from build to build, a shape, and its properties.</summary>
internal sealed record Feature(string Id, Geometry Geometry, JsonObject Properties);
