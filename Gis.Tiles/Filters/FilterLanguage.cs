namespace Gis.Tiles.Filters;

/// <summary>The ways in which a filter can be written.</summary>
internal enum FilterLanguage
{
    Text,
    Json,
}
