/**
 * Asks for the page as for a browser without script where a file of its script is not to be had: beside another release, or after
 * it, nobody may have the file any more. A link page opens once, so that it is asked for with its view.
 */
const FALLBACK = `addEventListener("error",(event)=>{
if(!(event.target instanceof HTMLScriptElement)||!event.target.src.startsWith(location.origin+"/_next/"))return;
const leave=()=>{
const address=location.pathname+"?plain",view=document.querySelector("#link [name=view]");
if(!view)return location.replace(address);
const form=document.createElement("form");
form.method="post";form.enctype="multipart/form-data";form.action=address;
form.append(view.cloneNode());document.body.append(form);form.submit();
};
if(document.readyState==="loading")addEventListener("DOMContentLoaded",leave);else leave();
},true);`;

/** Stands before all scripts of a page. */
export function ScriptFallback({ nonce }: { nonce: string }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: FALLBACK }} />;
}
