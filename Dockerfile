# One image for web, worker, beat and migrate; docker-compose.yml says which command each of them runs.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 DATA_DIR=/data
WORKDIR /app

COPY requirements.txt .
RUN pip install --disable-pip-version-check --require-hashes --only-binary :all: --requirement requirements.txt

COPY . .
# Settings want to know where they run; nothing below connects anywhere, and none of these values stays in the image.
RUN export SECRET_KEY=build DATABASE_URL=postgresql://build/build REDIS_URL=redis://build \
    && python manage.py translations compile \
    && python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 tkcommerce \
    && mkdir /data/media && chown tkcommerce /data/media

USER tkcommerce
EXPOSE 8000
CMD ["gunicorn", "tkcommerce.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
