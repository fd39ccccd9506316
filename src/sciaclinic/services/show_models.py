"""Which kinetic models are there, and what is behind one?"""

from collections.abc import Mapping

from sciaclinic.answers.models.compose import model_document, models_document
from sciaclinic.answers.models.document import ModelDocument, ModelsDocument
from sciaclinic.answers.models.reference_page import index_of, page_of
from sciaclinic.render.markdown import markdown
from sciaclinic.services.context import Context
from sciatwin.pharmacokinetics.which_model.known_models import KNOWN_MODELS
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named


def list_models(context: Context) -> ModelsDocument:
    """Every model: first those that run, then those that are known but lack numbers."""
    return models_document(tuple(MODELS.values()), tuple(KNOWN_MODELS.values()), context.made())


def show_model(key: str, context: Context) -> ModelDocument:
    """One model.

    Raises: ModelError naming the choices, or what is missing of a model that is known but cannot be run.
    """
    return model_document(model_named(key), context.made())


def reference_page(key: str, context: Context) -> str:
    """The reference page of one model in Markdown.

    Raises: as ``show_model``.
    """
    return markdown(page_of(show_model(key, context)))


def reference_pages(context: Context) -> Mapping[str, str]:
    """File name → text of the index and of every model's page."""
    index = markdown(index_of(list_models(context)))
    return {"README.md": index, **{f"{key}.md": reference_page(key, context) for key in MODELS}}
