using System.Globalization;
using Gis.Server.Rules;

namespace Gis.Server.Changes.Jobs;

/// <summary>What may be asked of a job, and when. Pure.</summary>
internal static class ChangeJobRules
{
    private const int MostCodeChars = 80;
    private const int MostSensorChars = 60;
    private const double MostMinAreaM2 = 1e8;
    private const int MostSteps = 2;

    private static readonly string[] Origins = ["real", "demo"];

    /// <summary>Null where it may be asked for.</summary>
    public static Refusal? Start(ChangeJob job, ChangeJobWish wish, DateOnly today) =>
        job.State != "open" ? NotOpen(job)
        : Lacking(job) is { } slot ? Refusal.Bad(slot, "a GeoTIFF, sent with PUT to files/" + slot)
        : string.IsNullOrWhiteSpace(wish.Code) || wish.Code.Trim().Length > MostCodeChars || wish.Code.Any(char.IsControl) ? Refusal.Bad("code", $"1 … {MostCodeChars} characters that name the batch, such as 2026-10")
        : !IsDay(wish.BeforeOn, today) ? Refusal.Bad("beforeOn", "the day on which the earlier image was taken, from 1970 to today")
        : !IsDay(wish.AfterOn, today) || wish.AfterOn <= wish.BeforeOn ? Refusal.Bad("afterOn", "the day on which the later image was taken, after the earlier one and not after today")
        : wish.Due < today ? Refusal.Bad("due", "today or a later day")
        : wish.MinAreaM2 is { } least && !(least is >= 0 and <= MostMinAreaM2) ? Refusal.Bad("minAreaM2", string.Create(CultureInfo.InvariantCulture, $"m² from 0 to {MostMinAreaM2:F0}"))
        : !IsSensor(wish.BeforeSensor) ? Refusal.Bad("beforeSensor", $"a name of up to {MostSensorChars} characters, such as GF-2")
        : !IsSensor(wish.AfterSensor) ? Refusal.Bad("afterSensor", $"a name of up to {MostSensorChars} characters, such as GF-2")
        : Bands(job, wish)
        ?? (!Origins.Contains(wish.Origin) ? Refusal.Bad("origin", string.Join(", ", Origins)) : null);

    /// <summary>By the end of the month unless somebody says otherwise, as of patches that come from above.</summary>
    public static ChangeJobWish Whole(ChangeJobWish wish, DateOnly today) => wish with
    {
        Code = wish.Code!.Trim(),
        Due = wish.Due ?? new DateOnly(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month)),
        BeforeSensor = Tidy(wish.BeforeSensor),
        AfterSensor = Tidy(wish.AfterSensor),
        QaBits = wish.QaBits is { Count: > 0 } bits ? bits : null,
        PictureBands = wish.PictureBands is { Count: > 0 } bands ? bands : null,
    };

    public static Refusal? Send(ChangeJob job) => job.State == "open" ? null : NotOpen(job);

    public static Refusal? Cancel(ChangeJob job) =>
        job.State is "open" or "waiting" or "running" ? null
        : new Refusal("change-ended", $"该检测已结束（{job.State}），无法取消。", $"This detection has ended ({job.State}); there is nothing to cancel.");

    /// <summary>What a job becomes that was found running though nobody works at it: begun again, or given up after a second time.</summary>
    public static string AfterEnd(int attempts) => attempts < MostSteps ? "waiting" : "broken";

    /// <summary>What the work takes on the disk: both images unpacked on the grid of the earlier, the score twice, masks, and the pictures' tiles.</summary>
    public static long RoomBytes(IReadOnlyDictionary<string, ChangeImage> files)
    {
        var (before, after) = (files[ChangeSlot.Before], files[ChangeSlot.After]);
        var pixels = (long)before.Width * before.Height;
        return before.UnpackedBytes() + after.UnpackedBytes() + (pixels * after.Bands) + (pixels * 16);
    }

    private static string? Lacking(ChangeJob job) => ((string[])[ChangeSlot.Before, ChangeSlot.After]).FirstOrDefault(slot => !job.Files.ContainsKey(slot));

    private static Refusal? Bands(ChangeJob job, ChangeJobWish wish)
    {
        var most = Math.Min(job.Files[ChangeSlot.Before].Bands, job.Files[ChangeSlot.After].Bands);
        return wish.QaBand is { } band && (band < 1 || band > most) ? Refusal.Bad("qaBand", $"the number of a band of both images, 1 … {most}")
            : wish.QaBits is { } bits && (bits.Count > ChangeWish.MostQaBit + 1 || bits.Any(bit => bit is < 0 or > ChangeWish.MostQaBit)) ? Refusal.Bad("qaBits", $"bits from 0 to {ChangeWish.MostQaBit}")
            : wish.PictureBands is { Count: > 0 } shown && (shown.Count is not (1 or 3) || shown.Any(number => number < 1 || number > most)) ? Refusal.Bad("pictureBands", $"one or three numbers of bands, 1 … {most}")
            : null;
    }

    private static bool IsDay(DateOnly? day, DateOnly today) => day is { Year: >= 1970 } && day <= today;

    private static bool IsSensor(string? name) => name is null || (name.Trim().Length <= MostSensorChars && !name.Any(char.IsControl));

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Refusal NotOpen(ChangeJob job) =>
        new("change-not-open", $"该检测已提交（{job.State}），不能再更改。", $"This detection has been asked for already ({job.State}); begin another one.");
}
