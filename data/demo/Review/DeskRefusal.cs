namespace Gis.Demo.Review;

/// <summary>Why an act was not taken (RFC 9457).</summary>
internal sealed record DeskRefusal(string Type, string? Title, string? Detail)
{
    /// <summary>Somebody, or a reminder, was faster; who looks again may try again.</summary>
    public bool IsOutOfDate => Type.EndsWith(":patch-changed", StringComparison.Ordinal);
}
