using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Problems;

/// <summary>A clear no: problem+json with a stable type and a sentence, in the reader's language, that tells what would be accepted.</summary>
internal sealed record Refusal(int Status, string Code, Sentence Title, Sentence Detail) : IResult
{
    /// <summary>The parameter at fault and the values it accepts, where there is one.</summary>
    public string? Parameter { get; init; }

    public string? Accepted { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var chinese = Sentence.PrefersChinese(httpContext.Request);
        var extensions = new Dictionary<string, object?>();
        if (Parameter is not null)
        {
            extensions["parameter"] = Parameter;
            extensions["accepted"] = Accepted;
        }

        if (RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        httpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults
            .Problem(Detail.In(chinese), instance: null, Status, Title.In(chinese), $"urn:gis:{Code}", extensions)
            .ExecuteAsync(httpContext);
    }

    /// <summary>Absent or hidden: the two are told in the same words.</summary>
    public static Refusal NoSuchLayer { get; } = new(
        StatusCodes.Status404NotFound, "not-found", new("Not found", "未找到"),
        new("There is no such collection, or it is not open to you. /ogc/collections lists those that are.", "没有该图层,或您无权查看;可用图层见 /ogc/collections。"));

    public static Refusal NoSuchFeature { get; } = new(
        StatusCodes.Status404NotFound, "not-found", new("Not found", "未找到"),
        new("There is no such feature, or it is not open to you.", "没有该要素,或您无权查看。"));

    public static Refusal NoSuchTileMatrixSet { get; } = new(
        StatusCodes.Status404NotFound, "not-found", new("Not found", "未找到"),
        new("There is no such tile matrix set; WebMercatorQuad is offered.", "没有该瓦片矩阵集;可用 WebMercatorQuad。"));

    public static Refusal Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "busy", new("Busy", "系统繁忙"),
        new("The answer would take too long just now. Ask again in a few seconds, or for less.", "暂时无法及时应答,请数秒后重试或缩小请求范围。"))
    {
        RetryAfterSeconds = 3,
    };

    public static Refusal BadParameter(string parameter, string accepted) => new(
        StatusCodes.Status400BadRequest, "bad-parameter", new("Bad parameter", "参数有误"),
        new($"The parameter {parameter} is not understood. Accepted: {accepted}", $"参数 {parameter} 无法识别。可接受:{accepted}"))
    {
        Parameter = parameter,
        Accepted = accepted,
    };
}
