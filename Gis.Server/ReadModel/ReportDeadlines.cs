using System.Reflection;
using System.Text.Json;

namespace Gis.Server.ReadModel;

/// <summary>How soon after it was reported an incident of a grade must be told to the superior authority; figures from data/standards.</summary>
internal sealed record ReportDeadlines(string Source, DateTimeOffset ValidFrom, IReadOnlyDictionary<int, double> HoursByGrade)
{
    private const string Resource = "standards/report-deadlines.json";

    public static ReportDeadlines Standard { get; } = Load();

    public DateTimeOffset? DueAt(int? grade, DateTimeOffset reportedAt) =>
        grade is { } known && HoursByGrade.TryGetValue(known, out var hours) ? reportedAt.AddHours(hours) : null;

    private static ReportDeadlines Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build holds no {Resource}.");
        return JsonSerializer.Deserialize<ReportDeadlines>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}
