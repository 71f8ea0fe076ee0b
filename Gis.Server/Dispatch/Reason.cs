namespace Gis.Server.Dispatch;

/// <summary>Why a unit stands where it stands in the list: a code and its figures, put into words by the reader's screen.</summary>
internal sealed record Reason(string Code, IReadOnlyDictionary<string, object> Params)
{
    public static Reason Of(string code, params (string Name, object Value)[] values) =>
        new(code, values.ToDictionary(value => value.Name, value => value.Value));
}
