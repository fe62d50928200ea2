"""The clinical pipeline as a Rasa component: it splits a message into words and finds what means something."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc

from language import pipeline


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class ClinicalReader(Tokenizer):
    """Reads each message with ``language.pipeline``: tokens for the classifier, spans as entities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own settings of a tokenizer: an intent's name is one token."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._nlp = pipeline.build()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The words of one attribute of the training data."""
        return _tokens(self._nlp.make_doc(message.get(attribute)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Tokens and entities of incoming messages."""
        for message in messages:
            doc = pipeline.process(self._nlp, message.get(TEXT)[: pipeline.LONGEST_READ], _today(message))
            message.set(TOKENS_NAMES[TEXT], _tokens(doc))
            message.set(ENTITIES, pipeline.reading_of(doc).to_entities(), add_to_output=True)
        return messages


def _tokens(doc: Doc) -> list[Token]:
    return [Token(word.text, word.idx) for word in doc if word.text.strip()]


def _today(message: Message) -> date:
    """The day on which the message came in, where the hospital is."""
    now = (message.get("metadata") or {}).get("now")
    return (datetime.fromisoformat(now) if now else datetime.now(timezone.utc)).astimezone().date()
