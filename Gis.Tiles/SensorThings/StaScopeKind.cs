namespace Gis.Tiles.SensorThings;

/// <summary>By which right entities are seen.</summary>
internal enum StaScopeKind
{
    /// <summary>By everyone: they say nothing of any place.</summary>
    Open,

    /// <summary>As the live layer of the thing is: published to all, or by a grant.</summary>
    Register,

    /// <summary>By a grant only, and not that of a guest: values are not published with a layer.</summary>
    Values,
}
