using Gis.Server.Rules;

namespace Gis.Server.Deliveries;

/// <summary>Why gaps can't be asked for again.</summary>
internal static class GapRefusals
{
    public static Refusal NoMn { get; } = new(
        "no-mn",
        "该监测点没有登记 HJ 212 设备编号（MN），只有 HJ 212 设备能按时段补传；用 JSON 上报的设备应自行重发未收到回执的数据。",
        "No HJ 212 device number (MN) is registered with this thing, and only such devices send a span again; a device that speaks JSON sends again by itself what has no receipt.");

    public static Refusal NothingMissing { get; } = new(
        "nothing-missing", "该时段到期的数据都已收到，无需补传；请选择有缺失的日期。", "All that was due in this span is there; choose days with gaps.");

    public static Refusal OnlyMoments { get; } = new(
        "only-moments",
        "缺失的只有实时值；HJ 212 只能补传分钟（2051）、小时（2061）和日（2031）数据。",
        "Only real-time values are missing; HJ 212 brings minutes (2051), hours (2061) and days (2031) again.");

    public static Refusal AlreadyAsked { get; } = new(
        "already-asked",
        "该时段的缺失已经请求补传，正在等待设备应答；应答或过期后可再次请求。",
        "All that is missing in this span has been asked for and waits for the device; ask again once it has answered or the request has expired.");
}
