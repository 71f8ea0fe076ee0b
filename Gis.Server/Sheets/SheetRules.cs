using Gis.Server.Rules;

namespace Gis.Server.Sheets;

/// <summary>What may be said of a sheet.</summary>
internal static class SheetRules
{
    public const int MaxEditionLength = 40;
    public const int MaxNoteLength = 1000;

    /// <summary>Any state may follow any other: a conversion is found wanting, an update falls due again. Work that is done has an edition to show.</summary>
    public static Result<SheetWish> Say(SheetStanding sheet, SheetWish wish)
    {
        var (edition, note) = (Tidy(wish.Edition), Tidy(wish.Note));
        if (wish.State is null || !SheetState.All.Contains(wish.State))
        {
            return Refusal.Bad("state", string.Join(", ", SheetState.All));
        }

        if (edition is null ? wish.State is SheetState.Converted or SheetState.Updated : !IsPlain(edition, MaxEditionLength))
        {
            return Refusal.Bad("edition", $"1 … {MaxEditionLength} characters, such as 2025-06; it must be given with converted and updated");
        }

        return note is not null && !IsPlain(note, MaxNoteLength) ? Refusal.Bad("note", $"0 … {MaxNoteLength} characters without control characters")
            : sheet.State == wish.State && (edition is null || edition == sheet.Edition) && note is null
                ? new Refusal("sheet-unchanged", "该图幅已是此状态。", "The sheet stands like this already.")
                : new SheetWish(wish.State, edition, note);
    }

    /// <summary>Lines may be broken; what cannot be stored or seen has no place in it.</summary>
    private static bool IsPlain(string text, int length) =>
        text.Length <= length && !text.Any(one => char.IsControl(one) && one is not ('\n' or '\r' or '\t'));

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
