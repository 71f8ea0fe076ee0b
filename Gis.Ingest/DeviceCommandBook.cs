using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Ingest.Hj212;
using Gis.Ingest.Hj212.Commands;

namespace Gis.Ingest;

/// <summary>The HJ 212 commands that may be sent to a device, and the parameters that each takes.</summary>
public static class DeviceCommandBook
{
    public const string SetPassword = Hj212Commands.SetPassword;

    /// <summary>The longest span that may be asked for again at once.</summary>
    public static readonly TimeSpan LongestSpan = TimeSpan.FromDays(31);

    private const string NewPasswordName = "newPw";
    private const int PasswordChars = 6;

    private static readonly ParameterRule Instrument = new CodeRule("polId", "PolId", IsRequired: true);
    private static readonly ParameterRule AnyInstrument = new CodeRule("polId", "PolId", IsRequired: false);
    private static readonly ParameterRule[] Span = [new TimeRule("beginTime", "BeginTime"), new TimeRule("endTime", "EndTime")];

    private static readonly Dictionary<string, ParameterRule[]> Rules = new(StringComparer.Ordinal)
    {
        ["1000"] = [new NumberRule("overTime", "OverTime", 1, 99), new NumberRule("reCount", "ReCount", 1, 99)],
        ["1011"] = [AnyInstrument],
        [Hj212Commands.SetClock] = [AnyInstrument],
        ["1061"] = [],
        ["1062"] = [new NumberRule("rtdInterval", "RtdInterval", 30, 3_600)],
        ["1063"] = [],
        ["1064"] = [new NumberRule("minInterval", "MinInterval", 1, 30, [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30])],
        [SetPassword] = [],
        [Hj212Commands.RealTime] = [],
        ["2012"] = [],
        [Hj212Commands.FacilityStates] = [],
        ["2022"] = [],
        [Hj212Commands.Day] = Span,
        [Hj212Commands.FacilityHours] = Span,
        [Hj212Commands.Minute] = Span,
        [Hj212Commands.Hour] = Span,
        ["3011"] = [Instrument],
        ["3012"] = [Instrument],
        ["3013"] = [Instrument],
        ["3014"] = [Instrument],
        ["3015"] = [],
        ["3019"] = [Instrument],
        ["3020"] =
        [
            Instrument, new CodeRule("infoId", "InfoId", IsRequired: true), new TimeRule("beginTime", "BeginTime", IsRequired: false),
            new TimeRule("endTime", "EndTime", IsRequired: false),
        ],
    };

    public static IReadOnlyCollection<string> Codes => Rules.Keys;

    /// <summary>Reads a person's wish; it says what would be taken when it is none.</summary>
    public static bool TryRead(
        string? cn, JsonElement? parameters, DateTimeOffset now, [NotNullWhen(true)] out DeviceCommandWish? wish, [NotNullWhen(false)] out DeviceCommandFault? fault)
    {
        wish = null;
        if (cn is null || !Rules.TryGetValue(cn, out var rules))
        {
            fault = new DeviceCommandFault("cn", string.Join(", ", Codes));
            return false;
        }

        if (parameters is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            fault = new DeviceCommandFault("parameters", "an object");
            return false;
        }

        var given = parameters is { ValueKind: JsonValueKind.Object } some ? some.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal) : [];
        string? password = null;
        fault = cn == SetPassword ? TakePassword(given, out password) : null;
        var kept = new JsonObject();
        fault ??= Take(rules, given, now, kept) ?? CheckSpan(kept) ?? CheckNames(cn, rules, given);
        wish = fault is null ? new DeviceCommandWish(cn, kept.ToJsonString(), password) : null;
        return fault is null;
    }

    /// <summary>Six printable characters that don't end the field in which they stand.</summary>
    public static bool IsPassword(string? text) => text?.Length == PasswordChars && text.All(char.IsAsciiLetterOrDigit);

    internal static IReadOnlyList<ParameterRule> RulesOf(string cn) => Rules.GetValueOrDefault(cn, []);

    internal static bool IsInstrument([NotNullWhen(true)] string? text) => CodeRule.Takes(text);

    private static DeviceCommandFault? Take(ParameterRule[] rules, Dictionary<string, JsonElement> given, DateTimeOffset now, JsonObject kept)
    {
        foreach (var rule in rules)
        {
            if (given.TryGetValue(rule.Name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                if (rule.Read(value, now) is not { } read)
                {
                    return new DeviceCommandFault(rule.Name, rule.Accepted);
                }

                kept[rule.Name] = read;
            }
            else if (rule.IsRequired)
            {
                return new DeviceCommandFault(rule.Name, rule.Accepted);
            }
        }

        return null;
    }

    private static DeviceCommandFault? CheckSpan(JsonObject kept)
    {
        if (kept["beginTime"] is not { } begin || kept["endTime"] is not { } end)
        {
            return kept.ContainsKey("beginTime") == kept.ContainsKey("endTime") ? null : new DeviceCommandFault("endTime", "both beginTime and endTime, or neither");
        }

        var (from, to) = (DateTimeOffset.Parse(begin.GetValue<string>(), null), DateTimeOffset.Parse(end.GetValue<string>(), null));
        return from < to && to - from <= LongestSpan
            ? null
            : new DeviceCommandFault("endTime", $"a moment after beginTime, at most {LongestSpan.TotalDays:0} days later");
    }

    private static DeviceCommandFault? CheckNames(string cn, ParameterRule[] rules, Dictionary<string, JsonElement> given)
    {
        var unknown = given.Keys.FirstOrDefault(name => !(cn == SetPassword && name == NewPasswordName) && !rules.Any(rule => rule.Name == name));
        return unknown is null ? null : new DeviceCommandFault(unknown, rules.Length == 0 ? "no parameters" : string.Join(", ", rules.Select(rule => rule.Name)));
    }

    private static DeviceCommandFault? TakePassword(Dictionary<string, JsonElement> given, out string? password)
    {
        password = given.TryGetValue(NewPasswordName, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return IsPassword(password) ? null : new DeviceCommandFault(NewPasswordName, $"{PasswordChars} letters and digits");
    }
}
