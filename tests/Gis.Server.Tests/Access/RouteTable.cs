namespace Gis.Server.Tests.Access;

/// <summary>
/// Every route of the server and who may use it. A route that is mapped and not listed here fails the tests: whoever adds one says here who may use it.
/// </summary>
internal static class RouteTable
{
    private static readonly object Text = new { text = "by test" };

    public static readonly IReadOnlyList<RouteRow> Rows =
    [
        // Platform
        new("GET /health/live", Who.Anyone),
        new("ANY /health/ready", Who.LoopbackOrSignedIn),
        new("GET /metrics", Who.LoopbackOrSignedIn),
        new("GET /openapi/{documentName}.json", Who.LoopbackOrSignedIn, "openapi/v1.json"),

        // Access
        new("POST /api/session", Who.Anyone, Body: new { name = "UPPER", password = "x" }),
        new("POST /api/session/link", Who.Anyone, Body: new { token = "x" }),
        new("DELETE /api/session", Who.SignedIn),
        new("GET /api/me", Who.SignedIn),
        new("GET /api/accounts", Who.Administrator),
        new("POST /api/accounts", Who.Administrator, Body: new { name = "UPPER" }),
        new("DELETE /api/accounts/{id:long}", Who.Administrator, "api/accounts/{account}"),
        new("POST /api/accounts/{id:long}/grants", Who.Administrator, "api/accounts/{account}/grants", new { role = "officer", areaCode = "130102" }),
        new("DELETE /api/accounts/{id:long}/grants/{grant:long}", Who.Administrator, "api/accounts/{account-and-grant}"),
        new("GET /api/tokens", Who.Administrator),
        new("POST /api/tokens", Who.Administrator, Body: new { role = "nobody" }),
        new("DELETE /api/tokens/{id:long}", Who.Administrator, "api/tokens/{token}"),

        // Live
        new("ANY /hubs/live", Who.Readers),
        new("ANY /hubs/live/negotiate", Who.Readers),

        // Things
        new("GET /api/areas", Who.Readers),
        new("GET /api/properties", Who.Readers),
        new("GET /api/things", Who.Readers),
        new("POST /api/things", Who.Administrator, Body: new { }),
        new("GET /api/things/{id:long}", Who.Readers, "api/things/{thing}"),
        new("GET /api/things/{id:long}/series", Who.Readers, "api/things/{thing}/series?property=w01018&periodS=0"),
        new("GET /api/things/{id:long}/series.csv", Who.Readers, "api/things/{thing}/series.csv?property=w01018&periodS=0"),
        new("GET /api/things/{id:long}/consumption", Who.Readers, "api/things/{thing}/consumption?step=day"),
        new("GET /api/latest", Who.Readers),
        new("GET /api/things/{id:long}/video", Who.Readers, "api/things/{thing}/video"),
        new("GET /api/snapshots/{hash}", Who.Readers, "api/snapshots/{snapshot}", InsideAnswers: false),

        // Devices
        new("GET /api/things/{id:long}/device", Who.Readers, "api/things/{thing}/device"),
        new("GET /api/things/{id:long}/commands", Who.Readers, "api/things/{thing}/commands"),
        new("POST /api/things/{id:long}/commands", Who.Operators, "api/things/{thing}/commands", new { cn = "1012" }),
        new("PUT /api/things/{id:long}/hj212-access", Who.Administrator, "api/things/{thing}/hj212-access", new { }),

        // Deliveries
        new("GET /api/things/{id:long}/deliveries", Who.Readers, "api/things/{thing}/deliveries"),
        new("GET /api/deliveries", Who.Readers),
        new("GET /api/deliveries.csv", Who.Readers),
        new("GET /api/deliveries/areas", Who.Readers),
        new("POST /api/things/{id:long}/gap-requests", Who.Operators, "api/things/{thing}/gap-requests", new { }),

        // Alarms
        new("GET /api/alarms", Who.Readers),
        new("GET /api/alarms/{id:long}/why", Who.Readers, "api/alarms/{alarm}/why"),
        new("POST /api/alarms/{id:long}/acknowledge", Who.Watchers, "api/alarms/{alarm}/acknowledge", new { }),
        new("POST /api/alarms/{id:long}/comment", Who.Watchers, "api/alarms/{alarm}/comment", Text),
        new("POST /api/alarms/{id:long}/assign", Who.Watchers, "api/alarms/{alarm}/assign", new { account = 1 }),
        new("POST /api/alarms/{id:long}/shelve", Who.Watchers, "api/alarms/{alarm}/shelve", new { until = DateTimeOffset.UtcNow.AddHours(1) }),
        new("POST /api/alarms/{id:long}/unshelve", Who.Watchers, "api/alarms/{alarm}/unshelve", new { }),
        new("POST /api/alarms/{id:long}/mark-false", Who.Watchers, "api/alarms/{alarm}/mark-false", Text),

        // Incidents
        new("GET /api/incident-types", Who.Readers),
        new("GET /api/incidents", Who.Readers),
        new("POST /api/incidents", Who.Watchers, Body: new { }),
        new("GET /api/incidents/{id:long}", Who.Readers, "api/incidents/{incident}"),
        new("POST /api/incidents/{id:long}/grade", Who.Commander, "api/incidents/{incident}/grade", new { grade = 3, ground = "by test" }),
        new("POST /api/incidents/{id:long}/note", Who.Commander, "api/incidents/{incident}/note", Text),
        new("POST /api/incidents/{id:long}/under-control", Who.Commander, "api/incidents/{incident}/under-control", Text),
        new("POST /api/incidents/{id:long}/close", Who.Commander, "api/incidents/{incident}/close", Text),
        new("POST /api/incidents/{id:long}/reopen", Who.Commander, "api/incidents/{incident}/reopen", Text),

        // Dispatch
        new("GET /api/units", Who.Readers),
        new("POST /api/units/{id:long}/stand-down", Who.Commander, "api/units/{unit}/stand-down", Text),
        new("GET /api/route", Who.Readers),
        new("GET /api/incidents/{id:long}/recommendations", Who.Readers, "api/incidents/{incident}/recommendations"),
        new("POST /api/incidents/{id:long}/orders", Who.Commander, "api/incidents/{incident}/orders", new { unitId = 0, kind = "go", text = "by test" }),
        new("POST /api/orders/{id:long}/cancel", Who.Commander, "api/orders/{order}/cancel", Text),
        new("POST /api/orders/{id:long}/state", Who.Commander, "api/orders/{order}/state", new { state = "en_route", text = "by radio" }),

        // Requests for layers: whoever asked and whoever may decide find them (AccessRequests_Tests)
        new("GET /api/findable-layers", Who.SignedIn),
        new("GET /api/layer-requests", Who.SignedIn),
        new("POST /api/layer-requests", Who.SignedIn, Body: new { layer = "nothing", areaCode = "130102", reason = "by test", days = 1 }),
        new("POST /api/layer-requests/{id:long}/grant", Who.SignedIn, "api/layer-requests/{access-request}/grant", new { }, InsideAnswers: false),
        new("POST /api/layer-requests/{id:long}/refuse", Who.SignedIn, "api/layer-requests/{access-request}/refuse", Text, InsideAnswers: false),
        new("POST /api/layer-requests/{id:long}/revoke", Who.SignedIn, "api/layer-requests/{access-request}/revoke", Text, InsideAnswers: false),
        new("GET /api/layer-grants", Who.SignedIn, "api/layer-grants?layer=nothing"),
        new("POST /api/layer-grants", Who.SignedIn, Body: new { layer = "nothing", account = "nobody", areaCode = "130102", days = 1 }),
        new("POST /api/layer-grants/{id:long}/revoke", Who.SignedIn, "api/layer-grants/999999/revoke", new { layer = "nothing", text = "by test" }),
        new("POST /api/layer-requests/{id:long}/withdraw", Who.SignedIn, "api/layer-requests/{access-request}/withdraw", InsideAnswers: false),

        // Sheets
        new("GET /api/patches", Who.Readers),
        new("GET /api/patch-codes", Who.Readers),
        new("GET /api/patch-batches", Who.Readers),
        new("POST /api/patch-batches", Who.Officer, "api/patch-batches?code=by-test"),
        new("POST /api/patch-batches/{id:long}/compare", Who.Officer, "api/patch-batches/{patch-batch}/compare"),
        new("GET /api/patches/{id:long}", Who.Readers, "api/patches/{patch}"),
        new("GET /api/patches/{id:long}/evidence.pdf", Who.Officer, "api/patches/{patch}/evidence.pdf"),
        new("GET /api/patches/{id:long}/evidence.zip", Who.Officer, "api/patches/{patch}/evidence.zip"),
        new("GET /api/evidence-key", Who.Readers),
        new("POST /api/patches/{id:long}/verdict", Who.Officer, "api/patches/{patch}/verdict", new { verdict = "U", reason = "by test" }),
        new("POST /api/patches/{id:long}/undo", Who.Officer, "api/patches/{patch}/undo"),
        new("POST /api/patches/{id:long}/send-on", Who.Officer, "api/patches/{patch}/send-on"),
        new("POST /api/patches/{id:long}/send-back", Who.Officer, "api/patches/{patch}/send-back"),
        new("POST /api/patches/{id:long}/assign", Who.Officer, "api/patches/{patch}/assign"),
        new("GET /api/sheet-progress", Who.Readers),
        new("GET /api/sheets/{code}", Who.Readers, "api/sheets/{sheet}"),
        new("POST /api/sheets/{code}/state", Who.SheetKeepers, "api/sheets/{sheet}/state", new { state = "updated", edition = "by test" }),
        new("GET /api/sheet-programmes/{area}", Who.Administrator, "api/sheet-programmes/{area}"),
        new("PUT /api/sheet-programmes/{area}", Who.Administrator, "api/sheet-programmes/{area}", new { items = Array.Empty<object>() }),

        // The one map of land
        new("GET /api/land/themes", Who.Readers),
        new("PUT /api/land/themes/{theme}", Who.Administrator, "api/land/themes/nothing", new { layer = "nothing", fields = new { } }),
        new("POST /api/land/measure", Who.Readers, Body: new { }),
        new("GET /api/land/parcels/{id:long}", Who.Readers, "api/land/parcels/{parcel}"),
        new("GET /api/land/at", Who.Readers, "api/land/at?lon=114.5&lat=38"),
        new("GET /api/land/contradictions", Who.Readers),
        new("GET /api/land/contradiction-runs", Who.Readers),
        new("POST /api/land/contradiction-runs", Who.SheetKeepers, Body: new { areaCode = "130102" }),

        // Ingest
        new("GET /api/ingest/rejected", Who.Administrator),
        new("POST /api/ingest/lab-results", Who.Operators),
        new("POST /sta/v1.1/Observations", Who.Operators, Body: new { }),
        new("POST /sta/v1.1/Datastreams({id:long})/Observations", Who.Operators, "sta/v1.1/Datastreams({datastream})/Observations", new { result = 1 }),
        new("POST /sta/v1.1/CreateObservations", Who.Operators, Body: Array.Empty<object>()),

        // Layers: the door is open, what a layer shows is decided by the layer (Layers_Tests)
        new("GET /api/map/layers", Who.Readers),
        new("GET /api/image-scenes", Who.Readers, "api/image-scenes?bbox=114.4,38,114.6,38.1"),
        new("GET /api/layers", Who.SignedIn),
        new("GET /api/layers/{id}/usage", Who.SignedIn, "api/layers/nothing/usage"),
        new("PUT /api/layers/{id}/record", Who.Administrator, "api/layers/nothing/record", new { titleZh = "z", titleEn = "e", licence = "l", words = new { } }),
        new("GET /api/layers/{id}/styles", Who.SignedIn, "api/layers/nothing/styles"),
        new("GET /api/layers/{id}/styles/{style}/versions", Who.SignedIn, "api/layers/nothing/styles/plain/versions"),
        new("PUT /api/layers/{id}/styles/{style}", Who.SignedIn, "api/layers/nothing/styles/plain", new { titleZh = "z", titleEn = "e", layers = Array.Empty<object>() }),
        new("DELETE /api/layers/{id}/styles/{style}", Who.SignedIn, "api/layers/nothing/styles/plain"),
        new("GET /api/layers/{id}/values", Who.SignedIn, "api/layers/nothing/values?property=code"),
        new("GET /api/layers/{id}/settings", Who.SignedIn, "api/layers/nothing/settings"),
        new("PUT /api/layers/{id}/settings", Who.SignedIn, "api/layers/nothing/settings", new { published = false, writers = Array.Empty<string>(), editionsKept = 5 }),
        new("GET /api/layers/{id}/editions", Who.Administrator, "api/layers/nothing/editions"),
        new("POST /api/layers/{id}/editions/{edition:int}/show", Who.Administrator, "api/layers/nothing/editions/1/show", new { reason = "by test" }),
        new("GET /api/layers/{id}/editions/{edition:int}/report", Who.Administrator, "api/layers/nothing/editions/1/report"),
        new("POST /api/layer-imports", Who.Administrator, Body: new { }),
        new("GET /api/layer-imports/{id:guid}", Who.Administrator, $"api/layer-imports/{Guid.Empty}"),
        new("POST /api/layer-imports/{id:guid}/encoding", Who.Administrator, $"api/layer-imports/{Guid.Empty}/encoding", new { encoding = "UTF-8" }),
        new("POST /api/layer-imports/{id:guid}/preview", Who.Administrator, $"api/layer-imports/{Guid.Empty}/preview", new { }),
        new("POST /api/layer-imports/{id:guid}/start", Who.Administrator, $"api/layer-imports/{Guid.Empty}/start", new { }),
        new("POST /api/layer-imports/{id:guid}/cancel", Who.Administrator, $"api/layer-imports/{Guid.Empty}/cancel"),
        new("DELETE /api/layer-imports/{id:guid}", Who.Administrator, $"api/layer-imports/{Guid.Empty}"),
        new("GET /ogc", Who.Anyone),
        new("GET /ogc/conformance", Who.Anyone),
        new("GET /ogc/api", Who.Anyone),
        new("GET /ogc/collections", Who.Anyone),
        new("GET /ogc/collections/records", Who.Anyone),
        new("GET /ogc/collections/records/queryables", Who.Anyone),
        new("GET /ogc/collections/records/items", Who.Anyone),
        new("GET /ogc/collections/records/items/{recordId}", Who.Anyone, "ogc/collections/records/items/nothing"),
        new("GET /ogc/styles", Who.Anyone),
        new("GET /ogc/collections/{collectionId}/styles", Who.Anyone, "ogc/collections/nothing/styles"),
        new("GET /ogc/collections/{collectionId}/styles/{styleId}", Who.Anyone, "ogc/collections/nothing/styles/default"),
        new("GET /ogc/collections/{collectionId}", Who.Anyone, "ogc/collections/nothing"),
        new("GET /ogc/collections/{collectionId}/queryables", Who.Anyone, "ogc/collections/nothing/queryables"),
        new("GET /ogc/collections/{collectionId}/items", Who.Anyone, "ogc/collections/nothing/items"),
        new("GET /ogc/collections/{collectionId}/items/{featureId}", Who.Anyone, "ogc/collections/nothing/items/1"),
        new("POST /ogc/collections/{collectionId}/items", Who.Anyone, "ogc/collections/nothing/items"),
        new("OPTIONS /ogc/collections/{collectionId}/items", Who.Anyone, "ogc/collections/nothing/items"),
        new("PUT /ogc/collections/{collectionId}/items/{featureId}", Who.Anyone, "ogc/collections/nothing/items/1", new { }),
        new("PATCH /ogc/collections/{collectionId}/items/{featureId}", Who.Anyone, "ogc/collections/nothing/items/1", new { }),
        new("DELETE /ogc/collections/{collectionId}/items/{featureId}", Who.Anyone, "ogc/collections/nothing/items/1"),
        new("OPTIONS /ogc/collections/{collectionId}/items/{featureId}", Who.Anyone, "ogc/collections/nothing/items/1"),
        new("GET /ogc/collections/{collectionId}/tiles", Who.Anyone, "ogc/collections/nothing/tiles"),
        new("GET /ogc/collections/{collectionId}/tiles/{tileMatrixSetId}", Who.Anyone, "ogc/collections/nothing/tiles/WebMercatorQuad"),
        new("GET /ogc/collections/{collectionId}/tiles/{tileMatrixSetId}/{z}/{y}/{x}", Who.Anyone, "ogc/collections/nothing/tiles/WebMercatorQuad/0/0/0"),
        new("GET /ogc/tiles", Who.Anyone),
        new("GET /ogc/tiles/{tileMatrixSetId}", Who.Anyone, "ogc/tiles/WebMercatorQuad"),
        new("GET /ogc/tiles/{tileMatrixSetId}/{z}/{y}/{x}", Who.Anyone, "ogc/tiles/WebMercatorQuad/0/0/0"),
        new("GET /sta/v1.1", Who.Anyone),
        new("GET /sta/v1.1/{**path}", Who.Anyone, "sta/v1.1/Things"),
        new("GET /ogc/collections/{collectionId}/map/tiles", Who.Anyone, "ogc/collections/nothing/map/tiles"),
        new("GET /ogc/collections/{collectionId}/map/tiles/{tileMatrixSetId}", Who.Anyone, "ogc/collections/nothing/map/tiles/WebMercatorQuad"),
        new("GET /ogc/collections/{collectionId}/map/tiles/{tileMatrixSetId}/{z}/{y}/{x}", Who.Anyone, "ogc/collections/nothing/map/tiles/WebMercatorQuad/0/0/0"),
        new("GET /wmts", Who.Anyone, "wmts?SERVICE=WMTS&REQUEST=GetCapabilities"),
        new("GET /wmts/1.0.0/WMTSCapabilities.xml", Who.Anyone, "wmts/1.0.0/WMTSCapabilities.xml"),
        new("GET /wmts/1.0.0/{layer}/{style}/{tileMatrixSet}/{tileMatrix}/{tileRow}/{tileCol}.png", Who.Anyone, "wmts/1.0.0/nothing/default/WebMercatorQuad/0/0/0.png"),
        new("GET /wmts/1.0.0/{layer}/{style}/{time}/{tileMatrixSet}/{tileMatrix}/{tileRow}/{tileCol}.png", Who.Anyone, "wmts/1.0.0/nothing/default/2020/WebMercatorQuad/0/0/0.png"),
        new("GET /ogc/tileMatrixSets", Who.Anyone),
        new("GET /ogc/tileMatrixSets/{tileMatrixSetId}", Who.Anyone, "ogc/tileMatrixSets/WebMercatorQuad"),
    ];
}
