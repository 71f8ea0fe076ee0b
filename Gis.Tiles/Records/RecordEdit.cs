using System.ComponentModel.DataAnnotations;

namespace Gis.Tiles.Records;

/// <summary>How an administrator wants a layer's record to be, as a whole.</summary>
/// <param name="OwnerAccount">The name of the account that acts for the owner; null: nobody.</param>
/// <param name="Findable">Whoever is signed in may learn its title and ask for it.</param>
/// <param name="Confirm">The owner says that the content holds as it is now.</param>
internal sealed record RecordEdit(
    [property: Required, StringLength(200, MinimumLength = 1)] string TitleZh,
    [property: Required, StringLength(200, MinimumLength = 1)] string TitleEn,
    [property: Required, StringLength(200, MinimumLength = 1)] string Licence,
    [property: Required] RecordWords Words,
    string? OwnerAccount = null,
    bool Findable = false,
    bool Confirm = false)
{
    private const int MostKeywordCharacters = 100;

    /// <summary>The field that can't be used and what it takes; null where all can.</summary>
    public (string Field, string Accepted)? Fault()
    {
        var faults = new List<ValidationResult>();
        if (Words is null)
        {
            return ("words", "accepted-present");
        }

        foreach (var part in (object[])[this, Words])
        {
            if (!Validator.TryValidateObject(part, new ValidationContext(part), faults, validateAllProperties: true))
            {
                return (Camel(faults[0].MemberNames.First()), "accepted-record-text");
            }
        }

        var lists = new[] { ("keywordsZh", Words.KeywordsZh), ("keywordsEn", Words.KeywordsEn), ("externalIds", Words.ExternalIds) };
        if (Array.Find(lists, list => list.Item2?.All(word => word is { Length: > 0 and <= MostKeywordCharacters } && !word.Contains(',', StringComparison.Ordinal)) == false) is ({ } wrong, _))
        {
            return (wrong, "accepted-record-word");
        }

        return Words.TimeTo < Words.TimeFrom ? ("timeTo", "accepted-record-time") : null;
    }

    private static string Camel(string name) => $"{char.ToLowerInvariant(name[0])}{name[1..]}";
}
