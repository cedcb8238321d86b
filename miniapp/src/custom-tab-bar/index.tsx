/** WeChat wants this component where a tab bar is drawn by the app; each page draws ui/TabBar itself. */
export default function NoTabBar() {
  return null;
}
