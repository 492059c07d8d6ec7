export default function P() {
  return <h1>style-wall-page</h1>
}
