package io.guildhall.localstack.demo;

import static io.guildhall.localstack.demo.DemoStep.accept;
import static io.guildhall.localstack.demo.DemoStep.appeal;
import static io.guildhall.localstack.demo.DemoStep.apply;
import static io.guildhall.localstack.demo.DemoStep.applyTrusted;
import static io.guildhall.localstack.demo.DemoStep.approve;
import static io.guildhall.localstack.demo.DemoStep.ask;
import static io.guildhall.localstack.demo.DemoStep.cancel;
import static io.guildhall.localstack.demo.DemoStep.choose;
import static io.guildhall.localstack.demo.DemoStep.claim;
import static io.guildhall.localstack.demo.DemoStep.dispute;
import static io.guildhall.localstack.demo.DemoStep.fund;
import static io.guildhall.localstack.demo.DemoStep.refuse;
import static io.guildhall.localstack.demo.DemoStep.revise;
import static io.guildhall.localstack.demo.DemoStep.rule;
import static io.guildhall.localstack.demo.DemoStep.ruleAgain;
import static io.guildhall.localstack.demo.DemoStep.settle;
import static io.guildhall.localstack.demo.DemoStep.state;
import static io.guildhall.localstack.demo.DemoStep.submit;

import java.time.Duration;
import java.util.List;

/** The tasks of the demonstration: what a guild asks of its players, in every state that a task can have. */
final class DemoCatalogue {
    private static final String MIRA = "mira";
    private static final String LIN = "lin";
    private static final String KAI = "kai";
    private static final String YAN = "yan";

    private DemoCatalogue() {}

    /** In the order in which they are made, so that the market's newest are those that one can claim. */
    static List<DemoTask> tasks() {
        return List.of(
                DemoTask.by(MIRA, "war-report")
                        .asks(
                                "公会战复盘长文",
                                "把上个月与**赤羽公会**的三场攻防写成一篇复盘：阵容、转折点、我们学到的东西。",
                                "不少于 2000 字",
                                "每场至少一张示意图")
                        .pays("0.12")
                        .tagged("写作", "公会战")
                        .with(),
                DemoTask.by(MIRA, "boosting")
                        .asks("代打王者段位", "号主没有时间，请高手代打到王者。", "段位达到王者")
                        .pays("0.5")
                        .tagged("排位")
                        .with(apply(), refuse("代打违反任务守则：任务不得要求他人的账号。可以改成陪练任务重新提交。")),
                DemoTask.by(MIRA, "harbour-guide")
                        .asks(
                                "Record a beginner's guide to the harbour map",
                                "A calm walk through the harbour map for players in their first week: spawn points, vendors, the two safe routes.",
                                "10 to 15 minutes, 1080p",
                                "Subtitles in English")
                        .pays("0.2")
                        .tagged("video", "beginners")
                        .with(apply()),
                DemoTask.by(LIN, "medals")
                        .asks(
                                "为周末竞速赛设计一组奖牌图标",
                                "金、银、铜与参与奖各一枚，风格与公会徽章一致。",
                                "四枚 SVG 图标",
                                "在 32 像素下仍清楚")
                        .pays("0.15")
                        .tagged("设计", "活动")
                        .with(applyTrusted()),
                DemoTask.by(MIRA, "mascot")
                        .asks(
                                "Draw a mascot for the guild's chat server",
                                "A small fox with a lantern, in three moods: cheerful, tired after a raid, triumphant.",
                                "Three PNG files with transparent background",
                                "The source file")
                        .pays("0.18")
                        .tagged("art")
                        .with(
                                apply(),
                                accept(),
                                fund(),
                                claim(LIN),
                                submit(
                                        LIN,
                                        "Three moods are in the folder: https://example.org/fox."),
                                revise(
                                        "The tired one still smiles. Please let the lantern go out as well.")),
                DemoTask.by(LIN, "first-kill-cut")
                        .asks("剪辑上周团本首杀视频", "素材约 40 分钟，剪成三分钟，保留最后一阶段的语音。", "三分钟以内", "有中文字幕")
                        .pays("0.25")
                        .tagged("视频", "团本")
                        .with(
                                applyTrusted(),
                                fund(),
                                claim(KAI),
                                submit(KAI, "成片在这里：https://example.org/first-kill ，字幕已校对两遍。")),
                DemoTask.by(MIRA, "moongrass")
                        .asks(
                                "收集 200 份月光草的坐标",
                                "补丁之后刷新点变了。请在北境跑一遍，记下坐标和刷新时间。",
                                "表格含坐标、时间与截图",
                                "至少 200 条")
                        .pays("0.08")
                        .tagged("采集", "北境")
                        .with(apply(), accept(), fund(), claim(KAI)),
                DemoTask.by(MIRA, "beginners-evening")
                        .asks(
                                "Lead the beginners' evening on Friday",
                                "Two hours, five to eight new players, the first two dungeons. Patience matters more than speed.",
                                "Everybody has finished both dungeons",
                                "A short report on who wants to come again")
                        .pays("0.1")
                        .byApplication()
                        .tagged("teaching", "beginners")
                        .with(
                                apply(),
                                accept(),
                                fund(),
                                ask(
                                        YAN,
                                        "I have led this evening four times and know how to lose gracefully."),
                                choose(YAN),
                                claim(YAN)),
                DemoTask.by(MIRA, "faq")
                        .asks("整理新人常见问题 30 条", "从频道里最近三个月的提问中挑选，每条配一段简短的回答。", "30 条问答", "按主题分类")
                        .pays("0.06")
                        .tagged("写作", "新人")
                        .with(
                                apply(),
                                accept(),
                                fund(),
                                claim(YAN),
                                submit(YAN, "三十条都在这里：https://example.org/faq ，分五类。"),
                                approve()),
                DemoTask.by(LIN, "war-song")
                        .asks("为公会战写一首战歌", "三段主歌加副歌，能在语音里齐唱。", "歌词与简谱", "一段试唱录音")
                        .pays("0.3")
                        .tagged("音乐")
                        .with(applyTrusted(), fund(), claim(KAI), settle(KAI, 6_000)),
                DemoTask.by(MIRA, "coast")
                        .asks(
                                "Scout the new coastal region before the patch",
                                "Notes on quests, elites and the fishing spots of the test realm.",
                                "Notes on all five zones")
                        .pays("0.09")
                        .tagged("scouting")
                        .with(apply(), accept(), fund(), cancel()),
                DemoTask.by(LIN, "drop-rates")
                        .asks("制作装备掉落率统计表", "最近两百次团本的掉落记录，按首领与难度统计。", "表格可以筛选", "附原始记录")
                        .pays("0.22")
                        .tagged("数据", "团本")
                        .with(
                                applyTrusted(),
                                fund(),
                                claim(YAN),
                                submit(YAN, "统计表与原始记录：https://example.org/drops 。"),
                                dispute(LIN, "原始记录只有 80 次，任务写明两百次。"),
                                state(YAN, "另外 120 次在第二张工作表里，链接没有变过。"),
                                state(LIN, "第二张工作表是空的，截图见链接。")),
                DemoTask.by(MIRA, "quiz")
                        .asks(
                                "Host a two-hour lore quiz",
                                "Forty questions in four rounds, with a scoreboard that everybody sees.",
                                "Forty questions with sources",
                                "The evening takes place")
                        .pays("0.14")
                        .tagged("event", "lore")
                        .with(
                                apply(),
                                accept(),
                                fund(),
                                claim(LIN),
                                dispute(MIRA, "The evening took place with twelve questions."),
                                state(
                                        LIN,
                                        "The server was down for an hour; all forty were ready."),
                                rule(
                                        5_500,
                                        "The questions were written, the evening was cut short by an outage.")),
                DemoTask.by(MIRA, "final-stream")
                        .asks(
                                "Stream the final of the guild tournament",
                                "With two commentators, and a recording afterwards.",
                                "The whole final is streamed",
                                "The recording is online for a month")
                        .pays("0.35")
                        .tagged("video", "event")
                        .with(
                                apply(),
                                accept(),
                                fund(),
                                claim(KAI),
                                submit(KAI, "Recording: https://example.org/final ."),
                                dispute(MIRA, "The first game is missing from the recording."),
                                rule(7_000, "The stream was complete, the recording is not."),
                                appeal(KAI, "The recording was completed on the same evening.")),
                DemoTask.by(LIN, "addon")
                        .asks("修复插件在 11.2 版本的报错", "打开背包时报错，日志见附件。", "背包可以打开", "补丁以合并请求提交")
                        .pays("0.28")
                        .tagged("插件", "编程")
                        .with(
                                applyTrusted(),
                                fund(),
                                claim(YAN),
                                submit(YAN, "合并请求：https://example.org/addon/42 。"),
                                dispute(LIN, "合并之后仍有一处报错。"),
                                rule(5_000, "主要问题已修复，仍有一处报错。"),
                                appeal(YAN, "剩下的报错来自另一个插件，复现步骤已附。"),
                                ruleAgain(9_000, "复查属实：剩下的报错与本任务无关。")),
                DemoTask.by(LIN, "herb-run")
                        .asks("今晚的草药快递", "把仓库里的草药送到前线营地。", "全部送达")
                        .pays("0.02")
                        .openFor(DemoTask.SHORTEST.plusMinutes(2))
                        .tagged("跑腿")
                        .thenByItself("EXPIRED")
                        .with(applyTrusted(), fund()),
                DemoTask.by(LIN, "gate-watch")
                        .asks(
                                "Keep watch at the north gate for an evening",
                                "Tell the channel when a red name comes near. Whoever took it first fell asleep: it is open again.",
                                "Three hours on watch",
                                "A log of what was seen")
                        .pays("0.05")
                        .within(DemoTask.SHORTEST)
                        .tagged("guard")
                        .thenByItself("OPEN")
                        .with(applyTrusted(), fund(), claim(KAI)),
                DemoTask.by(LIN, "emblem")
                        .asks("把公会徽章做成刺绣图样", "给线下聚会的旗子用，十六色以内。", "DST 文件", "一张打样照片")
                        .pays("0.16")
                        .within(DemoTask.SHORTEST)
                        .tagged("设计", "线下")
                        .thenByItself("COMPLETED")
                        .with(
                                applyTrusted(),
                                fund(),
                                claim(YAN),
                                submit(YAN, "图样与打样：https://example.org/emblem 。")),
                DemoTask.by(MIRA, "calendar-page")
                        .asks(
                                "招募一名前端，为公会官网做活动日历页",
                                "用 Vue，能按周和月查看，能订阅到手机日历。\n\n- 设计稿已有\n- 接口已有文档",
                                "手机与桌面都可用",
                                "有自动化测试",
                                "可以订阅 iCal")
                        .pays("1.2")
                        .openFor(Duration.ofDays(30))
                        .byApplication()
                        .tagged("编程", "网站")
                        .with(
                                apply(),
                                accept(),
                                fund(),
                                ask(KAI, "做过两个类似的日历页面，可以先出一版给你看。"),
                                ask(
                                        YAN,
                                        "I maintain the calendar of another guild and would start this weekend.")),
                DemoTask.by(LIN, "handbook")
                        .asks(
                                "Translate the raid handbook into English",
                                "Twelve pages, half of it tables. The glossary of the guild decides what things are called.",
                                "All twelve pages",
                                "Terms follow the glossary")
                        .pays("0.4")
                        .openFor(Duration.ofDays(14))
                        .tagged("translation", "raid")
                        .with(applyTrusted(), fund()),
                DemoTask.by(MIRA, "dungeon-map")
                        .asks(
                                "绘制北境地下城的完整地图",
                                "五层，标出机关、宝箱与首领。**不要**用截图拼接。",
                                "五层都画全",
                                "机关与宝箱有图例",
                                "打印到 A3 仍清楚")
                        .pays("0.6")
                        .openFor(Duration.ofDays(21))
                        .tagged("绘图", "北境")
                        .with(apply(), accept(), fund()));
    }
}
