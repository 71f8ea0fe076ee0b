using System.Globalization;
using Gis.Demo.Land.Changes;

namespace Gis.Demo.Review;

/// <summary>What officers write: reasons of verdicts, opinions, grounds of cases. Figures are those of the patch, the rest follows from what really happened there.</summary>
internal static class Wording
{
    private const double M2OfMu = 2000.0 / 3;

    /// <summary>The reason of a verdict that is the truth.</summary>
    public static string Verdict(string story, DemoPatch patch, bool isAgain) => isAgain ? $"{Found(story, patch)}已补充当事人身份信息及询问笔录，维持原判定。" : Found(story, patch);

    /// <summary>The reason of a second verdict that is the first once more.</summary>
    public static string Alike(string story, DemoPatch patch) => $"独立核对两期影像、套合成果与实地照片后，{Found(story, patch)}";

    /// <summary>The reason of a second verdict that overlooks the farmland's protection.</summary>
    public static string Unlike(DemoPatch patch) => $"图斑内新增建筑物占地{Area(patch.AreaM2)}，未见批准文件，按未批先建处理；压占永久基本农田部分疑为边界套合误差，建议复测。";

    public static string Settled(DemoPatch patch) =>
        $"经调取永久基本农田划定成果与实测界线复核，新建房屋确实压占永久基本农田{Area(patch.BasicFarmlandM2 ?? 0)}，超出套合误差，采纳第一次判定。";

    public static string SentOn(bool isLawful) => isLawful ? "批准文件齐全，影像与实地一致，拟予办结。" : "违法事实清楚，证据齐全，拟报请审核立案。";

    public static string SentBack(Course course) => course == Course.Returned
        ? "判定理由中缺少占用耕地面积的计算依据，请补充套合成果截图并重新说明超占部分的位置。"
        : "请补充当事人身份信息和询问笔录后重新上报。";

    public static string Reviewed(bool isLawful) => isLawful ? "经市级审核，文件真实有效，同意办结。" : "经市级审核，违法事实认定准确，同意上报省级核查。";

    public static string Confirmed(bool isLawful) => isLawful ? "经省级核查，同意办结。" : "经省级核查，同意认定，请依法立案查处，并按期报告整改情况。";

    public static string Grounds(PlannedWork work, DemoPatch patch) => $"{Found(work.Truth.Story, patch)}涉嫌违反《中华人民共和国{(work.Truth.Verdict == "V6" ? "矿产资源法" : "土地管理法")}》，依法立案查处。";

    public static string Paid(double amountCny) => string.Create(CultureInfo.InvariantCulture, $"罚款{amountCny:0}元已缴清，缴款书已归档。");

    public static string Finished(string measure) => measure switch
    {
        "demolish" => "违法建（构）筑物已拆除，地面已清理翻耕，具备复耕条件。",
        "confiscate" => "已向当事人送达没收决定书，资产移交清单已报财政部门。",
        _ => "用地手续已补办完毕，批复文件已归档。",
    };

    public static string Proved => "罚款缴款书与补办用地批复均已核验，手续齐全，同意销号。";

    public static string NotProved => "罚款已缴清，但没收建筑物的移交手续尚未办结，未见财政部门接收凭证，请限期办理后再报。";

    public static string PartyOf(string story, Team team) => $"{team.CountyZh}{story switch
    {
        "basic_farmland" or "facility_other_use" => "村民王某",
        "facility_expired" or "orchard_on_field" => "某种植专业合作社",
        "temporary_expired" => "某建筑工程有限公司",
        "mining_without_right" => "某矿业有限公司",
        "road_too_wide" => "某村村民委员会",
        _ => "某建材有限公司",
    }}（演示）";

    /// <summary>How the ground is used, as whoever stands there sees it.</summary>
    public static string UseOf(string story) => story switch
    {
        "facility_expired" => "日光温室大棚，仍在种植蔬菜",
        "mining_without_right" => "露天采坑，坑口有挖掘机一台，未见矿山标牌",
        _ => "砖混结构厂房及彩钢棚，正在使用",
    };

    private static string Found(string story, DemoPatch patch) => story switch
    {
        "unapproved" => $"{ImagePair.Before:yyyy年M月}至{ImagePair.After:yyyy年M月}间新增建筑物，占地{Area(patch.AreaM2)}，其中耕地{Area(patch.CultivatedM2 ?? 0)}；套合用地审批、供地及设施农用地备案成果均无批准文件，属未批先建。",
        "approved_after_start" => $"用地批复日期在两期影像之间，现场建筑在批复前已开工，占地{Area(patch.AreaM2)}，属边报边用、未批先建。",
        "approval_expired" => $"所依据的用地批复在后时相影像之前已失效且未办理延期，当事人仍动工建设，占地{Area(patch.AreaM2)}，属未批先建。",
        "facility_expired" => $"设施农用地备案期限届满，未办理续期备案，大棚仍在使用，占地{Area(patch.AreaM2)}，应限期续备或恢复耕种。",
        "temporary_expired" => $"临时用地批准期限届满，地面仍为硬化状态，未按期复垦，占地{Area(patch.AreaM2)}。",
        "road_too_wide" => $"农村道路实测路面宽度超过规定，不能按农村道路管理，占地{Area(patch.AreaM2)}，未办理用地手续。",
        "more_than_approved" => $"实际建设范围{Area(patch.AreaM2)}，仅部分位于批准用地红线内，红线外部分未经批准，属批少占多。",
        "other_use" => $"批准用途为交通用地，现场建成厂房，占地{Area(patch.AreaM2)}，实际用途与批准文件不符。",
        "facility_other_use" => $"备案用途为看护房，现场为住宅建筑，占地{Area(patch.AreaM2)}，与备案用途不符。",
        "basic_farmland" => $"新建房屋占地{Area(patch.AreaM2)}，其中压占永久基本农田{Area(patch.BasicFarmlandM2 ?? 0)}，地基已开挖硬化，耕作层被破坏，属破坏永久基本农田。",
        "mining_without_right" => $"现状为采坑，面积{Area(patch.AreaM2)}，位置无有效采矿权覆盖，属无证采矿。",
        "orchard_on_field" => $"耕地上新栽果树{Area(patch.AreaM2)}，耕作层未见破坏，是否纳入年度种植结构调整台账待乡镇核实，暂不明确。",
        "red_line" => $"图斑触及生态保护红线，动土面积{Area(patch.AreaM2)}，施工单位及项目依据不明，待补充调查，暂不明确。",
        "approved_supplied" => "用地批复与供地合同齐全，建设范围未超红线，用途一致。",
        "approved_not_supplied" => "用地批复有效，动土范围在批准红线内，供地手续办理中。",
        "facility_filed" => "设施农用地已备案且在有效期内，范围与用途一致，不占永久基本农田。",
        "temporary_approved" => "临时用地批准在有效期内，范围一致，不占永久基本农田。",
        "rural_road" => "农村道路路面宽度符合规定，不占永久基本农田。",
        "planting" => "属农用地内部种植结构调整，耕作层完好。",
        "no_change" => "两期影像差异由季节和光照引起，实地未变化。",
        "rebuilt" => "原为建设用地，在原宗地范围内翻建。",
        _ => throw new DemoException($"No officer knows what to write of the story {story}."),
    };

    private static string Area(double m2) => string.Create(CultureInfo.InvariantCulture, $"{m2:0}平方米（{m2 / M2OfMu:0.00}亩）");
}
