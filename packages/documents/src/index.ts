export { type Block, type Document, day, type Language, type Letterhead, length, moment } from './document.ts';
export { toDocx } from './docx.ts';
export { MADE_ELSEWHERE } from './house/elsewhere.ts';
export { FORM_GROUPS, type Form, type FormGroup, formDocument, type MadeElsewhere } from './house/form.ts';
export { FORMS } from './house/forms.ts';
export { MADE_HERE } from './house/here.ts';
export { toHtml, toHtmlContent } from './html.ts';
export { type AbsentNoticeFacts, absentNotice } from './templates/absent.ts';
export { type AgreementFacts, agreement } from './templates/agreement.ts';
export { type BreachReportFacts, breachReport } from './templates/breach-report.ts';
export { type CertificateFacts, destructionCertificate } from './templates/certificate.ts';
export { type ConsentFacts, consentForm, consentWithdrawn } from './templates/consent.ts';
export { type CopyReceiptFacts, copyReceipt } from './templates/copy-receipt.ts';
export { type EditNoticeFacts, editNotice } from './templates/edit-notice.ts';
export { type FactsheetFacts, type FactsheetRule, factsheet } from './templates/factsheet.ts';
export { type InformationPageFacts, informationPage } from './templates/information-page.ts';
export { type InvitationFacts, invitation } from './templates/invitation.ts';
export { type MandateFacts, mandate } from './templates/mandate.ts';
export { type NoticeFacts, type SignSheetFacts, sign, signSheet, spokenNotice } from './templates/notice.ts';
export { type PlaceSheetFacts, placeSheet } from './templates/place-sheet.ts';
export { type PlanPaperFacts, planPaper } from './templates/plan.ts';
export { type RefusalFacts, refusal } from './templates/refusal.ts';
export { type RequestFacts, request } from './templates/request.ts';
export {
  type RightsDecisionFacts,
  type RightsRequestFacts,
  rightsDecision,
  rightsExtension,
} from './templates/rights.ts';
export type { ContactFacts, TalkFacts } from './templates/talk.ts';
export { type WrittenAccountFacts, writtenAccount } from './templates/written-account.ts';
export { toText } from './text.ts';
