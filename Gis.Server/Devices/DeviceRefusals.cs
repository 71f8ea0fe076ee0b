using Gis.Server.Rules;

namespace Gis.Server.Devices;

/// <summary>Why a device can't be told something.</summary>
internal static class DeviceRefusals
{
    public static Refusal NoMn { get; } =
        new("no-mn", "该监测点没有登记 HJ 212 设备编号（MN）。", "No HJ 212 device number (MN) is registered with this thing.");
}
