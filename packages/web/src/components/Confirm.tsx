import { Button as AriaButton, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useWords } from '../language/language.tsx';

export interface Question {
  /** The button that asks, and its name for who does not see which row it stands in. */
  readonly button: string;
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

/** Asks before something goes. The focus stays within the question and returns to where it was. */
export function Confirm({ question, act }: { question: Question; act: () => void }) {
  const { form } = useWords();
  return (
    <DialogTrigger>
      <AriaButton className="w-button w-button-quiet" aria-label={question.label}>
        <span>{question.button}</span>
      </AriaButton>
      <ModalOverlay isDismissable className="w-overlay">
        <Modal className="w-modal">
          <Dialog role="alertdialog" className="w-dialog">
            {({ close }) => (
              <>
                <Heading slot="title" level={2}>
                  {question.title}
                </Heading>
                <p>{question.text}</p>
                <p className="w-buttons">
                  <AriaButton
                    className="w-button w-button-danger"
                    onPress={() => {
                      act();
                      close();
                    }}
                  >
                    <span>{question.yes}</span>
                  </AriaButton>
                  <AriaButton className="w-button w-button-plain" autoFocus onPress={close}>
                    <span>{form.cancel}</span>
                  </AriaButton>
                </p>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
