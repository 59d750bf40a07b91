import "./constructed-styles";
import perspective, { type Client } from "@finos/perspective";
import serverWasm from "@finos/perspective/dist/wasm/perspective-server.wasm?url";
import viewer from "@finos/perspective-viewer";
import "@finos/perspective-viewer-d3fc";
import "@finos/perspective-viewer-datagrid";
import viewerWasm from "@finos/perspective-viewer/dist/wasm/perspective-viewer.wasm?url";
import "@finos/perspective-viewer/dist/css/pro.css";
import "@finos/perspective-viewer/dist/css/pro-dark.css";

let engine: Promise<Client> | undefined;

/** Perspective's engine in a worker of this page, started with the first pivot. Everything comes from this host. */
export function pivotEngine(): Promise<Client> {
  engine ??= start();
  return engine;
}

async function start(): Promise<Client> {
  await Promise.all([perspective.init_server(fetch(serverWasm)), viewer.init_client(fetch(viewerWasm))]);
  return perspective.worker();
}
