/** Which address shows which page. The list comes with the first load, the rest when it is asked for. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Crash } from './frame/Crash.tsx';
import { Frame } from './frame/Frame.tsx';
import { NotFound } from './frame/NotFound.tsx';
import { TalksPage } from './talks/TalksPage.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Crash });
const list = createRoute({ getParentRoute: () => root, path: '/', component: TalksPage });
const talk = createRoute({
  getParentRoute: () => root,
  path: '/gesprekken/$talkId',
  component: lazyRouteComponent(() => import('./talk/TalkPage.tsx'), 'TalkPage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/instellingen',
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
});
const ownRules = createRoute({
  getParentRoute: () => root,
  path: '/eigen-regels',
  component: lazyRouteComponent(() => import('./own-rules/OwnRulesPage.tsx'), 'OwnRulesPage'),
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/mensen',
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});
const joining = createRoute({
  getParentRoute: () => root,
  path: '/uitnodiging',
  component: lazyRouteComponent(() => import('./login/JoinPage.tsx'), 'JoinPage'),
});
const questions = createRoute({
  getParentRoute: () => root,
  path: '/vragen',
  component: lazyRouteComponent(() => import('./questions/QuestionsPage.tsx'), 'QuestionsPage'),
});
const rights = createRoute({
  getParentRoute: () => root,
  path: '/verzoeken',
  component: lazyRouteComponent(() => import('./rights/RightsPage.tsx'), 'RightsPage'),
});
const rightsRequest = createRoute({
  getParentRoute: () => root,
  path: '/verzoeken/$requestId',
  component: lazyRouteComponent(() => import('./rights/RequestPage.tsx'), 'RequestPage'),
});
const own = createRoute({
  getParentRoute: () => root,
  path: '/mijn-opnamen',
  component: lazyRouteComponent(() => import('./rights/OwnPage.tsx'), 'OwnPage'),
});
const about = createRoute({
  getParentRoute: () => root,
  path: '/over',
  component: lazyRouteComponent(() => import('./about/AboutPage.tsx'), 'AboutPage'),
});
const firstAdministrator = createRoute({
  getParentRoute: () => root,
  path: '/eerste-beheerder',
  component: lazyRouteComponent(() => import('./login/FirstAdministratorPage.tsx'), 'FirstAdministratorPage'),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plannen',
  component: lazyRouteComponent(() => import('./table/PlanPage.tsx'), 'PlanPage'),
});
const recordingPlans = createRoute({
  getParentRoute: () => root,
  path: '/opnameplan',
  component: lazyRouteComponent(() => import('./plan/PlansPage.tsx'), 'PlansPage'),
});
const processors = createRoute({
  getParentRoute: () => root,
  path: '/verwerkers',
  component: lazyRouteComponent(() => import('./processor/ProcessorsPage.tsx'), 'ProcessorsPage'),
});
const incidents = createRoute({
  getParentRoute: () => root,
  path: '/incidenten',
  component: lazyRouteComponent(() => import('./incident/IncidentsPage.tsx'), 'IncidentsPage'),
});
const watch = createRoute({
  getParentRoute: () => root,
  path: '/controle',
  component: lazyRouteComponent(() => import('./watch/WatchPage.tsx'), 'WatchPage'),
});
const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./privacy/PrivacyPage.tsx'), 'PrivacyPage'),
});
const keeping = createRoute({
  getParentRoute: () => root,
  path: '/bewaren',
  component: lazyRouteComponent(() => import('./keeping/KeepingPage.tsx'), 'KeepingPage'),
});
const oversight = createRoute({
  getParentRoute: () => root,
  path: '/toezicht',
  component: lazyRouteComponent(() => import('./oversight/OversightPage.tsx'), 'OversightPage'),
});
const council = createRoute({
  getParentRoute: () => root,
  path: '/ondernemingsraad',
  component: lazyRouteComponent(() => import('./oversight/CouncilPage.tsx'), 'CouncilPage'),
});
const papers = createRoute({
  getParentRoute: () => root,
  path: '/documenten',
  component: lazyRouteComponent(() => import('./papers/PapersPage.tsx'), 'PapersPage'),
});
const quality = createRoute({
  getParentRoute: () => root,
  path: '/kwaliteit',
  component: lazyRouteComponent(() => import('./quality/QualityPage.tsx'), 'QualityPage'),
});
const agreement = createRoute({
  getParentRoute: () => root,
  path: '/afspraken',
  component: lazyRouteComponent(() => import('./table/SharedAgreementPage.tsx'), 'SharedAgreementPage'),
});

/** The router of the pages. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([
      list,
      talk,
      people,
      joining,
      ownRules,
      questions,
      rights,
      rightsRequest,
      own,
      settings,
      about,
      firstAdministrator,
      plan,
      privacy,
      keeping,
      recordingPlans,
      oversight,
      council,
      quality,
      processors,
      incidents,
      watch,
      papers,
      agreement,
    ]),
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    scrollRestoration: true,
    defaultErrorComponent: Crash,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
