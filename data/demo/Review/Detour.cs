namespace Gis.Demo.Review;

/// <summary>What happens to a patch on its way beside what its course asks for.</summary>
internal enum Detour
{
    None,

    /// <summary>An inspector looks at it on the ground before it is judged.</summary>
    Field,

    /// <summary>The city sends it back once, and the county judges it again.</summary>
    SentBack,
}
