namespace Gis.Demo.Review;

/// <summary>Who does something, as an office rather than a person.</summary>
internal enum Post
{
    County,
    Second,
    Inspector,
    City,
    Province,
}
