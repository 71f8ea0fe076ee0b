using System.Globalization;
using Gis.Server.Rules;

namespace Gis.Server.Sheets;

/// <summary>What a work programme of map sheets may say.</summary>
internal static class ProgrammeRules
{
    public const int MaxSourceLength = 200;
    public const int MaxPlanned = 1_000_000;

    private static readonly int[] Scales = [250_000, 50_000, 10_000];
    private static readonly string[] Tasks = ["convert", "update"];

    /// <param name="register">The sheets of the area, by code, with their scale.</param>
    public static Result<SheetProgramme> Enter(SheetProgramme wish, IReadOnlyDictionary<string, int> register)
    {
        if (wish.Items is not { } items || items.Count > Scales.Length * Tasks.Length || items.Any(item => item is null))
        {
            return Refusal.Bad("items", "a list of 0 … 6 entries, at most one for each scale and task");
        }

        var entered = new List<SheetTask>();
        for (var i = 0; i < items.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"items[{i}]");
            var result = Enter(items[i], at, register);
            if (result.Fact is not { } task)
            {
                return result.Refusal!;
            }

            if (entered.Any(other => other.Scale == task.Scale && other.Task == task.Task))
            {
                return Refusal.Bad($"{at}.task", "a scale and task that no other entry has");
            }

            entered.Add(task);
        }

        return new SheetProgramme(entered);
    }

    private static Result<SheetTask> Enter(SheetTask task, string at, IReadOnlyDictionary<string, int> register)
    {
        if (!Scales.Contains(task.Scale))
        {
            return Refusal.Bad($"{at}.scale", string.Join(", ", Scales));
        }

        if (!Tasks.Contains(task.Task))
        {
            return Refusal.Bad($"{at}.task", string.Join(", ", Tasks));
        }

        if (task.Planned is < 0 or > MaxPlanned)
        {
            return Refusal.Bad($"{at}.planned", $"0 … {MaxPlanned}");
        }

        if (task.Source?.Trim() is not { Length: > 0 and <= MaxSourceLength } source || source.Any(char.IsControl))
        {
            return Refusal.Bad($"{at}.source", $"1 … {MaxSourceLength} characters in one line");
        }

        var sheets = task.Sheets?.Select(code => code?.Trim().ToUpperInvariant() ?? "").Distinct(StringComparer.Ordinal).ToList();
        if (sheets is { Count: 0 })
        {
            return Refusal.Bad($"{at}.sheets", "the codes of the sheets, or nothing at all where every sheet of the scale stands in the programme");
        }

        return sheets?.Find(code => !register.TryGetValue(code, out var scale) || scale != task.Scale) is { } unknown
            ? UnknownSheet(unknown.Length > 20 ? unknown[..20] : unknown, task.Scale, $"{at}.sheets")
            : task with { Source = source, Sheets = sheets };
    }

    private static Refusal UnknownSheet(string code, int scale, string at)
    {
        var accepted = $"codes of sheets at 1:{scale} in the register of the area";
        return new("bad-parameter", $"图号 {code} 不在该区域 1:{scale} 的图幅登记中；可接受已登记的图号。", $"{at} cannot hold {code}; accepted are {accepted}.")
        {
            Status = StatusCodes.Status400BadRequest,
            Parameter = at,
            Accepted = accepted,
        };
    }
}
