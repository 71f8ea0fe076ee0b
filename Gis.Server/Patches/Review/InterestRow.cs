using Gis.Server.ReadModel;

namespace Gis.Server.Patches.Review;

/// <summary>A declared interest.</summary>
/// <param name="Account">Whose it is; <paramref name="Name"/> is the display name.</param>
/// <param name="Value">Code of an area, name of a party, or number of a parcel's document.</param>
/// <param name="ValidTo">The last day; null until it is withdrawn.</param>
/// <param name="Patches">How many patches of the caller's areas that are not judged yet it touches now.</param>
internal sealed record InterestRow(
    long Id, long Account, string Name, [property: Words(InterestWords.Kind)] string Kind, string Value, string Reason, DateOnly ValidFrom, DateOnly? ValidTo, string DeclaredBy, DateTimeOffset DeclaredAt, int Patches);

/// <summary>Declares an interest; without an account one's own, without a day from today.</summary>
internal sealed record InterestWish(long? Account, [property: Words(InterestWords.Kind)] string? Kind, string? Value, string? Reason, DateOnly? ValidFrom, DateOnly? ValidTo);

/// <summary>The closed list of what an interest may be in.</summary>
internal static class InterestWords
{
    public const string Kind = "area party parcel";
}
