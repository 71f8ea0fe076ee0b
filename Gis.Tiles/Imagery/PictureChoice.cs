using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Imagery;

/// <summary>Which picture of a layer a request means: the one of its <c>time</c> (in OGC's word <c>datetime</c>), without it the newest.</summary>
internal static class PictureChoice
{
    public const string TimeParameter = "time";
    public const string DatetimeParameter = "datetime";

    /// <summary>Null with the reason: what is no time (400), both names at once (400), a time of which the layer has no picture (404).</summary>
    public static Picture? Of(VisibleImage layer, IQueryCollection query, out Refusal? why)
    {
        why = null;
        if (query.ContainsKey(TimeParameter) && query.ContainsKey(DatetimeParameter))
        {
            why = Refusal.BadParameter(DatetimeParameter, "accepted-picture-time");
            return null;
        }

        var name = query.ContainsKey(DatetimeParameter) ? DatetimeParameter : TimeParameter;
        return query.TryGetValue(name, out var text) ? At(layer, text.ToString(), name, out why) : layer.Layer.At(null);
    }

    private static Picture? At(VisibleImage layer, string text, string name, out Refusal? why)
    {
        why = null;
        if (!PictureTime.TryParse(text, out var at))
        {
            why = Refusal.BadParameter(name, "accepted-picture-time");
            return null;
        }

        var picture = layer.Layer.At(at);
        if (picture is null)
        {
            why = new Refusal(StatusCodes.Status404NotFound, "no-picture-of-time") { Parameter = name, Accepted = TimesOf(layer.Layer) };
        }

        return picture;
    }

    private static string TimesOf(ImageLayer layer) => string.Join(", ", layer.Times.DefaultIfEmpty("–"));
}
