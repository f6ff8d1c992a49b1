/**
 * Asks for the page as a browser without script does, when a file of its script is gone. During or after a change of
 * release, no server may have the file. A link page opens once, so its view is sent along.
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
